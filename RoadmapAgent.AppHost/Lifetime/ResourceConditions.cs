using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>The latest conditions of all processes and containers, as the orchestrator reports them.</summary>
/// <param name="notifications">The source of the resources' states.</param>
/// <param name="time">The clock.</param>
internal sealed class ResourceConditions(ResourceNotificationService notifications, TimeProvider time) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ResourceCondition> _conditions = new();

    /// <summary>The conditions, by name.</summary>
    public IReadOnlyList<ResourceCondition> Latest =>
        [.. _conditions.Values.OrderBy(condition => condition.Name, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (!change.Snapshot.IsHidden && change.Resource is not ParameterResource)
                {
                    var id = change.ResourceId;
                    _conditions[id] = ResourceCondition.Of(
                        id, change.Resource, change.Snapshot, _conditions.GetValueOrDefault(id), time.GetUtcNow());
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application is stopping.
        }
    }
}
