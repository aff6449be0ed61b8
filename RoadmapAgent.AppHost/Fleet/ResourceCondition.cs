using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The condition of one process or container.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The resource's name; replicas share it.</param>
/// <param name="State">Its state, as the dashboard shows it.</param>
/// <param name="Health">Its health; null if it is not known.</param>
/// <param name="Reason">Why it is not healthy; null if it is, or if nothing says why.</param>
/// <param name="ExitCode">Its exit code; null if it has none.</param>
internal sealed record ResourceCondition(string Id, string Name, string State, HealthStatus? Health, string? Reason, int? ExitCode)
{
    /// <summary>Whether it runs and is healthy, or has completed its work.</summary>
    public bool IsHealthy => State == KnownResourceStates.Running
        ? Health is null or HealthStatus.Healthy
        : State == KnownResourceStates.Finished && ExitCode is null or 0;

    /// <summary>Whether it waits for others.</summary>
    public bool IsWaiting => State == KnownResourceStates.Waiting || State == KnownResourceStates.NotStarted;

    /// <summary>
    /// Whether it has ended for good: a resource that ends is restarted, which is a state of its own, until its restarts are used up.
    /// </summary>
    public bool HasEnded => !IsHealthy && KnownResourceStates.TerminalStates.Contains(State);

    /// <summary>Why it is not healthy, as a sentence without a full stop.</summary>
    public string Problem => State switch
    {
        _ when IsHealthy => $"{Name} is healthy",
        _ when IsWaiting => $"{Name} is waiting for others",
        _ when State == KnownResourceStates.Running => Reason is null
            ? $"{Name} runs but has not become healthy"
            : $"{Name} is {(Health == HealthStatus.Degraded ? "degraded" : "unhealthy")} because {Reason}",
        _ when State == KnownResourceStates.FailedToStart => $"{Name} could not be started; its log says why",
        _ when HasEnded => string.Create(
            CultureInfo.InvariantCulture, $"{Name} has ended{(ExitCode is { } code ? $" with exit code {code}" : "")}; its log says why"),
        _ => $"{Name} is {State.ToLowerInvariant()}",
    };

    /// <summary>Reads the condition in a state of a resource.</summary>
    public static ResourceCondition Of(string id, string name, CustomResourceSnapshot snapshot)
    {
        // Not the text of an exception, in which a driver may quote a password.
        var reason = snapshot.HealthReports.Where(report => report.Status is not HealthStatus.Healthy).Select(report => report.Description)
            .FirstOrDefault(description => !string.IsNullOrWhiteSpace(description));
        return new(
            id,
            name,
            snapshot.State?.Text ?? KnownResourceStates.NotStarted,
            snapshot.HealthStatus,
            reason?.ReplaceLineEndings(" ").Trim().TrimEnd('.'),
            snapshot.ExitCode);
    }
}
