using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Ends a process whose consumers do not come back although the broker can be reached, so that it is restarted: the client may lose a
/// connection in a way that the bus waits for forever, and messages would wait with it. If the broker itself has lost the queue, the exit
/// code says so.
/// </summary>
internal sealed partial class ConsumerWatch(
    IBusControl bus,
    AbsentConsumer findAbsent,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ConsumerWatch> logger)
    : BackgroundLoop(time, logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    // Reconnecting takes seconds, on a busy machine tens of them.
    internal const int LooksWithoutConsumers = 5;

    // While the broker starts, its queues start one after the other.
    internal const int LooksAtDeadQueue = 2;

    private int _withoutConsumers;
    private int _atDeadQueue;

    protected override string Failure => "The consumers were not looked for";

    protected override Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken) => LookAsync(stoppingToken);

    /// <summary>
    /// Looks once, and ends the process if several looks in a row have found it without messages. One that fails does not count: without
    /// the broker there is nothing to consume, and a new process would not find it either.
    /// </summary>
    /// <returns>The pause before the next look; null if the process ends.</returns>
    internal async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        if (await TryFindAbsentAsync(cancellationToken) is not (true, var absent, var isDead))
        {
            return Interval;
        }

        _withoutConsumers = absent is null ? 0 : _withoutConsumers + 1;
        _atDeadQueue = isDead ? _atDeadQueue + 1 : 0;
        if (absent is null || (_withoutConsumers < LooksWithoutConsumers && _atDeadQueue < LooksAtDeadQueue))
        {
            return Interval;
        }

        LogLost(absent, _withoutConsumers, Interval.TotalSeconds);
        Environment.ExitCode = isDead ? ExitCodes.DeadQueue : ExitCodes.NoMessages;
        lifetime.StopApplication();
        return null;
    }

    private async Task<(bool IsKnown, string? Absent, bool IsDead)> TryFindAbsentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await findAbsent(cancellationToken) switch
            {
                { IsDead: true, Queue: var queue } => (true, $"The broker cannot read {queue}", true),
                { Queue: var queue } => (true, $"No process consumes {queue}", false),
                null when bus.CheckHealth() is { Status: not BusHealthStatus.Healthy } health =>
                    (true, $"The bus is not healthy ({health.Description})", false),
                null => (true, null, false),
            };
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }

    [LoggerMessage(
        LogLevel.Critical,
        "{Absent}: seen {Looks} times in a row, every {Seconds} s, in a broker that can be reached. This process ends, so that it is "
            + "started again.")]
    private partial void LogLost(string absent, int looks, double seconds);
}
