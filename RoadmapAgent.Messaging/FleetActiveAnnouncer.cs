using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Tells the other processes that something happens in this one: at once when it begins, and often enough that none of them is idle before
/// this one is. It asks the broker only.
/// </summary>
internal sealed class FleetActiveAnnouncer(
    FleetActivity activity, IBus bus, IOptions<IdleOptions> options, TimeProvider time, ILogger<FleetActiveAnnouncer> logger)
    : BackgroundLoop(time, logger)
{
    protected override string Failure => "The other processes were not told that the fleet is active";

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        await activity.OwnAsync(stoppingToken);
        await bus.Publish(new FleetActive(ProcessIdentity.Value), stoppingToken);
        return options.Value.After / 3;
    }
}
