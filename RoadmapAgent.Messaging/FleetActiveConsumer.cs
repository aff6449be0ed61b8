using MassTransit;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging;

/// <summary>Wakes this process, or keeps it awake, while something happens in another one.</summary>
internal sealed class FleetActiveConsumer(FleetActivity activity) : IConsumer<FleetActive>
{
    public Task Consume(ConsumeContext<FleetActive> context)
    {
        // A message of its own must not extend the time for which this process is awake.
        if (context.Message.Process != ProcessIdentity.Value)
        {
            activity.Hear();
        }

        return Task.CompletedTask;
    }
}
