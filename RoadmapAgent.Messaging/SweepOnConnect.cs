using MassTransit;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Wakes an idle process when the broker has become available again: messages that other processes could not send meanwhile wait in the
/// outbox, and without the broker these processes could not say that they had work.
/// </summary>
internal sealed class SweepOnConnect(FleetActivity activity) : IReceiveEndpointObserver
{
    public Task Ready(ReceiveEndpointReady ready)
    {
        activity.Hear();
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
