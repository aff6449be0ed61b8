using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>Logs one line when a resource stops being healthy, and one when it is healthy again.</summary>
/// <param name="conditions">The resources' conditions.</param>
/// <param name="lifetime">Ends the report before the resources are stopped.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The destination of the lines.</param>
internal sealed partial class HealthReport(
    ResourceConditions conditions, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<HealthReport> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Interval, time);
        var changes = new HealthChanges();
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                foreach (var (sentence, isHealthy) in changes.Next(conditions.Latest, time.GetUtcNow()))
                {
                    LogChanged(isHealthy ? LogLevel.Information : LogLevel.Warning, sentence);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The application and its resources are stopping.
        }
    }

    [LoggerMessage("{Change}")]
    private partial void LogChanged(LogLevel level, string change);
}
