using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Asks the health checks of every running resource, and raises ResourceReady when one is healthy for the first time since it started.</summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing, IServiceProvider services, ILogger<HealthMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWhileNot = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _watched = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var happened in notifications.WatchAsync(stoppingToken))
            {
                var isRunning = happened.Snapshot.State?.Text == KnownResourceStates.Running;
                var name = happened.Resource.Name;
                if (isRunning && !_watched.ContainsKey(name))
                {
                    var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    _watched[name] = stop;
                    _ = WatchAsync(happened.Resource, stop.Token);
                }
                else if (!isRunning && _watched.ContainsKey(name) && !IsAnyRunning(happened.Resource) && _watched.TryRemove(name, out var stop))
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private bool IsAnyRunning(IResource resource) =>
        resource.InstanceIds().Any(id => notifications.TryGetCurrentState(id, out var known) && known.Snapshot.State?.Text == KnownResourceStates.Running);

    /// <summary>Replicas are asked together, through the address that they share.</summary>
    private async Task WatchAsync(IResource resource, CancellationToken stop)
    {
        try
        {
            var keys = resource.HealthCheckKeys().ToHashSet();
            var (isReady, failures) = (false, 0);
            while (true)
            {
                var healthy = keys.Count == 0 || await CheckAsync(resource, keys, stop);
                if (healthy && !isReady)
                {
                    isReady = true;
                    await RaiseReadyAsync(resource, stop);
                }
                if (keys.Count == 0) return;

                failures = healthy ? 0 : failures + 1;
                await Task.Delay(healthy ? WhileHealthy : TimeSpan.FromSeconds(Math.Min(failures, LongestWhileNot.TotalSeconds)), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It runs no longer.
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The health of resource '{ResourceName}' can no longer be watched.", resource.Name);
        }
    }

    private async Task<bool> CheckAsync(IResource resource, HashSet<string> keys, CancellationToken stop)
    {
        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), stop);
        ImmutableArray<HealthReportSnapshot> reports = [.. report.Entries.Select(entry => new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString()))];
        foreach (var id in resource.InstanceIds())
        {
            // Who watches sees changes, not every check.
            if (notifications.TryGetCurrentState(id, out var known) && !known.Snapshot.HealthReports.SequenceEqual(reports))
                await notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with { HealthReports = reports });
        }
        return report.Status == HealthStatus.Healthy;
    }

    private async Task RaiseReadyAsync(IResource resource, CancellationToken stop)
    {
        var handlers = Task.Run(() => eventing.PublishAsync(new ResourceReadyEvent(resource, services), stop), CancellationToken.None);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { ResourceReady = handlers });
        try
        {
            await handlers;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            services.LoggerOf(resource).LogError(exception, "A handler of ResourceReady failed for resource '{ResourceName}'.", resource.Name);
        }
    }
}
