using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Ends a process whose consumers do not come back although the broker can be reached, so that it is restarted: the client may lose a
/// connection in a way that the bus waits for forever, and messages would wait with it.
/// </summary>
internal sealed partial class ConsumerWatch(
    IBusControl bus,
    AbsentConsumer findAbsent,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ConsumerWatch> logger)
    : BackgroundLoop(time, logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Reconnecting takes seconds, on a busy machine tens of them.
    internal static readonly TimeSpan ConsumerPatience = TimeSpan.FromSeconds(75);

    private long? _absentSince;

    protected override string Failure => "The consumers were not looked for";

    protected override Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken) => LookAsync(stoppingToken);

    /// <summary>Looks once, and ends the process if its consumers have been absent for too long.</summary>
    /// <returns>The pause before the next look; null if the process ends.</returns>
    internal async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        if (await FindAbsentAsync(cancellationToken) is not { } absent)
        {
            _absentSince = null;
            return Interval;
        }

        _absentSince ??= Time.GetTimestamp();
        if (Time.GetElapsedTime(_absentSince.Value) < ConsumerPatience)
        {
            return Interval;
        }

        LogLost(absent, ConsumerPatience.TotalSeconds);
        Environment.ExitCode = ExitCodes.NoMessages;
        lifetime.StopApplication();
        return null;
    }

    private async Task<string?> FindAbsentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await findAbsent(cancellationToken) is { } queue ? $"No process consumes {queue}"
                : bus.CheckHealth() is { Status: not BusHealthStatus.Healthy } health ? $"The bus is not healthy ({health.Description})"
                : null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the broker there is nothing to consume, and a new process would not find it either.
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Critical,
        "{Absent} although the broker has been reachable for {Seconds} s. This process ends, so that it is started again.")]
    private partial void LogLost(string absent, double seconds);
}
