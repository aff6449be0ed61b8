using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Runs in one elected workflow process: sends the messages of roadmaps again whose messages are neither in the outbox nor in a queue nor
/// in a worker's hands, such as after the broker lost its data, and of those whose owner's turn was missed.
/// </summary>
internal sealed partial class Reconciler(
    ServiceDatabase database,
    StalledRoadmaps roadmaps,
    WaitingMessages waiting,
    MessagingMetrics metrics,
    FleetActivity activity,
    TimeProvider time,
    ILogger<Reconciler> logger)
    : ElectedLoop(LeaseNames.Reconciler, 3 * Interval, database, time, logger)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Longer than a worker may keep a message: the broker takes it away after 30 minutes (<c>consumer_timeout</c>). One that still waits
    /// in its queue is not lost, however old it is.
    /// </summary>
    internal static readonly TimeSpan HonestWait = TimeSpan.FromMinutes(45);

    protected override string Failure => "Stalled roadmaps were not looked for";

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        var work = await roadmaps.FindAsync(Lease, HonestWait, BatchSize, stoppingToken);
        metrics.ShowWaitingForRedelivery(work?.DelayedMessages);
        await ResumeAsync(work?.Roadmaps ?? [], stoppingToken);
        foreach (var owner in work?.Owners ?? [])
        {
            await roadmaps.ReleaseAsync(owner, stoppingToken);
        }

        return Interval;
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        activity.PauseAsync(pause, due: null, stoppingToken);

    protected override void OnFailed(Exception exception) => metrics.ShowWaitingForRedelivery(null);

    private static string QueueOf(StalledRoadmap roadmap) =>
        Queues.Of(roadmap.GeneratesContent ? typeof(GenerateConcept) : typeof(AdvanceRoadmap));

    private async Task ResumeAsync(IReadOnlyList<StalledRoadmap> stalled, CancellationToken cancellationToken)
    {
        foreach (var group in stalled.GroupBy(QueueOf))
        {
            if (await waiting(group.Key, cancellationToken) > 0)
            {
                continue;
            }

            foreach (var roadmap in group)
            {
                if (await roadmaps.ResumeAsync(roadmap.Id, HonestWait, cancellationToken))
                {
                    metrics.Resumed(group.Key);
                    LogResumed(roadmap.Id);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The messages of roadmap {RoadmapId} were lost and have been sent again.")]
    private partial void LogResumed(Guid roadmapId);
}
