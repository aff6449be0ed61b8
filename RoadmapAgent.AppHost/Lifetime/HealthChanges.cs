using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>
/// Tells when a resource that runs is no longer healthy, and when it is again. What has not been healthy yet is still starting, and what
/// has ended is reported by its supervisor. The replicas of a resource share their checks.
/// </summary>
internal sealed class HealthChanges
{
    /// <summary>How long a resource is not healthy before that is said: one check may fail for reasons of the moment.</summary>
    public static readonly TimeSpan UnhealthyPatience = TimeSpan.FromSeconds(10);

    // Of those that have been healthy.
    private readonly Dictionary<string, Loss> _known = [];

    /// <summary>Compares conditions with those before.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="now">The current time.</param>
    /// <returns>One sentence for every change, and whether it is for the better.</returns>
    public IReadOnlyList<(string Sentence, bool IsHealthy)> Next(IEnumerable<ResourceCondition> conditions, DateTimeOffset now) =>
    [
        .. conditions.Where(condition => condition.Parent is null)
            .GroupBy(condition => condition.Name)
            .Select(replicas => Next([.. replicas], now))
            .OfType<(string, bool)>(),
    ];

    private (string Sentence, bool IsHealthy)? Next(List<ResourceCondition> replicas, DateTimeOffset now)
    {
        var name = replicas[0].Name;
        var known = _known.GetValueOrDefault(name);
        if (replicas.Exists(replica => replica.State != KnownResourceStates.Running))
        {
            if (known is { IsReported: false })
            {
                _known.Remove(name);
            }

            return null;
        }

        if (replicas.Find(replica => replica.Health is not (null or HealthStatus.Healthy)) is not { } lost)
        {
            _known[name] = new(Since: null, IsReported: false);
            return known is { IsReported: true, Since: { } since } ? (Recovery(name, now - since), true) : null;
        }

        if (known is null or { IsReported: true })
        {
            return null;
        }

        _known[name] = known = new(known.Since ?? now, now - known.Since >= UnhealthyPatience);
        return known.IsReported ? ($"{lost.Problem}.", false) : null;
    }

    private static string Recovery(string name, TimeSpan after) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} is healthy again after {after.TotalSeconds:0} s.");

    private sealed record Loss(DateTimeOffset? Since, bool IsReported);
}
