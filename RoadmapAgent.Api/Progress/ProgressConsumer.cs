using MassTransit;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Api.Progress;

/// <summary>Receives events from the broker. It stores nothing: missed events are read from the database.</summary>
/// <param name="hub">The watchers.</param>
internal sealed class ProgressConsumer(ProgressHub hub) : IConsumer<ProgressRecorded>
{
    public Task Consume(ConsumeContext<ProgressRecorded> context)
    {
        hub.Offer(context.Message);
        return Task.CompletedTask;
    }
}
