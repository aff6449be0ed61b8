using MassTransit;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// This process's queue of events ends with its connection to the broker: what is published before there is a new one comes to nobody, and the
/// last event of a roadmap has no successor that would show the gap.
/// </summary>
internal sealed class CatchUpOnReady(ProgressHub hub, ILogger<CatchUpOnReady> logger) : IReceiveEndpointObserver
{
    public async Task Ready(ReceiveEndpointReady ready)
    {
        try
        {
            await hub.CatchUpAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogWarning("Watchers may have missed events; they come when they ask again: {Reason}", e.Message);
        }
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
