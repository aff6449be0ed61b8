using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>The condition of one process or container.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The resource's name; replicas share it.</param>
/// <param name="State">Its state, as the dashboard shows it.</param>
/// <param name="Health">Its health; null if it is not known.</param>
/// <param name="Reason">Why it is not healthy; null if it is, or if nothing says why.</param>
/// <param name="ExitCode">Its exit code; null if it has none.</param>
/// <param name="EndedAt">When it ended without having been stopped; null if it has not, or has been started since.</param>
internal sealed record ResourceCondition(
    string Id, string Name, string State, HealthStatus? Health, string? Reason, int? ExitCode, DateTimeOffset? EndedAt)
{
    /// <summary>The resource whose health it shows, because it has no check of its own; null if it has.</summary>
    public string? Parent { get; init; }

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Whether it runs and is healthy, or has completed its work.</summary>
    public bool IsHealthy => State == KnownResourceStates.Running
        ? Health is null or HealthStatus.Healthy
        : State == KnownResourceStates.Finished && ExitCode is null or 0;

    /// <summary>Whether it waits for others.</summary>
    public bool IsWaiting => State == KnownResourceStates.Waiting || State == KnownResourceStates.NotStarted;

    /// <summary>Whether it has ended and was not meant to.</summary>
    public bool HasEnded => !IsHealthy && KnownResourceStates.TerminalStates.Contains(State);

    /// <summary>
    /// Whether it has ended for good: it has been down for longer than the supervisor, or a container runtime, pauses before a restart.
    /// </summary>
    public bool IsGivenUp(DateTimeOffset now) => now - EndedAt > LongestPause;

    /// <summary>Why it is not healthy, as a sentence without a full stop.</summary>
    public string Problem => State switch
    {
        _ when IsHealthy => $"{Name} is healthy",
        _ when IsWaiting => $"{Name} is waiting for others",
        _ when State == KnownResourceStates.Running && Parent is null && Reason is null => $"{Name} runs but has not become healthy",
        _ when State == KnownResourceStates.Running =>
            $"{Name} is {(Health == HealthStatus.Degraded ? "degraded" : "unhealthy")} "
            + $"because {(Parent is null ? Reason : $"{Parent} is")}",
        _ when State == KnownResourceStates.FailedToStart => $"{Name} could not be started (its log says why)",
        _ when HasEnded => string.Create(
            CultureInfo.InvariantCulture, $"{Name} has ended{(ExitCode is { } code ? $" with exit code {code}" : "")} (its log says why)"),
        _ => $"{Name} is {State.ToLowerInvariant()}",
    };

    /// <summary>Says why a fleet is not healthy: first what is wrong, then what waits for it, without full stops.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="absent">The resources that have none yet.</param>
    public static IReadOnlyList<string> Problems(IReadOnlyList<ResourceCondition> conditions, IEnumerable<string> absent)
    {
        string[] waiting =
            [.. conditions.Where(condition => condition.IsWaiting).Select(condition => condition.Name).Distinct(), .. absent];
        return
        [
            .. conditions.Where(condition => condition is { IsHealthy: false, IsWaiting: false })
                .Select(condition => condition.Problem)
                .Distinct(),
            .. waiting.Length > 0 ? [$"waiting to be started: {string.Join(", ", waiting)}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Reads the condition in a state of a resource.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="snapshot">The state.</param>
    /// <param name="previous">The condition before; null if this is the first.</param>
    /// <param name="now">The current time.</param>
    public static ResourceCondition Of(
        string id, IResource resource, CustomResourceSnapshot snapshot, ResourceCondition? previous, DateTimeOffset now)
    {
        // Not the text of an exception, in which a driver may quote a password.
        var reason = snapshot.HealthReports.Where(report => report.Status is not HealthStatus.Healthy).Select(report => report.Description)
            .FirstOrDefault(description => !string.IsNullOrWhiteSpace(description));
        var condition = new ResourceCondition(
            id,
            resource.Name,
            snapshot.State?.Text ?? KnownResourceStates.NotStarted,
            snapshot.HealthStatus,
            reason?.ReplaceLineEndings(" ").Trim().TrimEnd('.'),
            snapshot.ExitCode,
            EndedAt: null)
        {
            Parent = resource is IResourceWithParent { Parent: var parent } && !resource.HasAnnotationOfType<HealthCheckAnnotation>()
                ? parent.Name
                : null,
        };
        var wasStopped = previous is not null
            && (previous.State == KnownResourceStates.Stopping || (previous.HasEnded && previous.EndedAt is null));
        return condition.HasEnded && !wasStopped ? condition with { EndedAt = previous?.EndedAt ?? now } : condition;
    }
}
