using MassTransit;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Catches up on missed events after a reconnect. This process's event queue ends with its connection to the broker, so events published
/// until the next connection are lost; the last event of a roadmap has no successor that would reveal the gap.
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
            logger.LogWarning("Could not catch up on events; watchers get them when they reconnect: {Reason}", e.Message);
        }
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
