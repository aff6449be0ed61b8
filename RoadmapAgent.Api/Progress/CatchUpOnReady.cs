using MassTransit;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Catches up on missed events after a reconnect. This process's event queue ends with its connection to the broker, so events published
/// until the next connection are lost; the last event of a roadmap has no successor that would reveal the gap.
/// </summary>
internal sealed class CatchUpOnReady(ProgressHub hub, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<CatchUpOnReady> logger)
    : IReceiveEndpointObserver
{
    private readonly PersistentWork _work = new(() => "Could not catch up on events", time, logger);

    public Task Ready(ReceiveEndpointReady ready)
    {
        // The queue must not wait for the database.
        _ = _work.UntilDoneAsync(hub.CatchUpAsync, lifetime.ApplicationStopping);
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
