using MassTransit;
using MassTransit.Configuration;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Adds the <see cref="RecoveryFilter{T}"/> of every message that a queue's consumer handles. Unlike a consume filter, it encloses the
/// retries that are added after it.
/// </summary>
internal sealed class RecoveryConfiguration : ConfigurationObserver, IMessageConfigurationObserver
{
    private readonly Lazy<Recovery> _recovery;
    private readonly FleetActivity _activity;

    public RecoveryConfiguration(IConsumePipeConfigurator queue, Lazy<Recovery> recovery, FleetActivity activity) : base(queue)
    {
        (_recovery, _activity) = (recovery, activity);
        Connect(this);
    }

    public void MessageConfigured<TMessage>(IConsumePipeConfigurator configurator) where TMessage : class =>
        configurator.AddPipeSpecification(
            new FilterPipeSpecification<ConsumeContext<TMessage>>(new RecoveryFilter<TMessage>(_recovery, _activity)));
}
