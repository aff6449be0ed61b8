using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        string[] wanted = [.. targetStates];
        var reached = await FirstAsync(resourceName, happened => happened.Snapshot.State?.Text is { } state && wanted.Contains(state, StringComparer.OrdinalIgnoreCase), $"reach one of the target states: [{string.Join(", ", wanted)}]", cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        FirstAsync(resourceName, predicate, "meet the predicate condition", cancellationToken);

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        if (waitBehavior == WaitBehavior.StopOnResourceUnavailable && !_services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out _))
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it does not exist in the application model.");

        var reached = await FirstAsync(
            resourceName,
            happened => happened.Snapshot.HealthStatus == HealthStatus.Healthy || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(happened.Snapshot)),
            "become healthy",
            cancellationToken);
        if (reached.Snapshot.HealthStatus != HealthStatus.Healthy) throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.");
        return await ReadyAsync(reached, cancellationToken);
    }

    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        WaitAnnotation[] waits = [.. resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime)];
        if (waits.Length == 0) return;

        await PublishUpdateAsync(resource, snapshot => snapshot.State?.Text is null or "NotStarted" or "Starting" or "Waiting" ? snapshot with { State = KnownResourceStates.Waiting } : snapshot);
        await Task.WhenAll(waits.SelectMany(wait => wait.Resource.InstanceIds().Select(id => WaitAsync(resource, wait, id, cancellationToken))));
    }

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, string dependencyId, CancellationToken cancellationToken)
    {
        var log = _loggers.GetLogger(resource);
        log.LogInformation("Waiting for resource '{ResourceName}' to {Goal}.", wait.Resource.Name, wait.WaitType switch { WaitType.WaitForCompletion => "complete", WaitType.WaitUntilStarted => "start", _ => "become healthy" });
        if (wait.WaitType == WaitType.WaitForCompletion) await CompletedAsync(resource, wait, dependencyId, cancellationToken);
        else await RunningAsync(resource, wait, dependencyId, cancellationToken);
        log.LogInformation("Finished waiting for resource '{ResourceName}'.", wait.Resource.Name);
    }

    private async Task CompletedAsync(IResource resource, WaitAnnotation wait, string dependencyId, CancellationToken cancellationToken)
    {
        var ended = await FirstAsync(wait.Resource.Name, happened => happened.ResourceId == dependencyId && (KnownResourceStates.TerminalStates.Contains(happened.Snapshot.State?.Text ?? "") || happened.Snapshot.ExitCode is not null), "reach a terminal state", cancellationToken);
        if (ended.Snapshot.State?.Text == KnownResourceStates.FailedToStart) throw Stopped(resource, wait, "it failed to start.");
        if (ended.Snapshot.ExitCode is { } code && code != wait.ExitCode) throw Stopped(resource, wait, $"it entered the '{ended.Snapshot.State?.Text}' state with exit code '{code}', expected '{wait.ExitCode}'.");
    }

    private async Task RunningAsync(IResource resource, WaitAnnotation wait, string dependencyId, CancellationToken cancellationToken)
    {
        var stop = (wait.WaitBehavior ?? DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var reached = await FirstAsync(wait.Resource.Name, happened => happened.ResourceId == dependencyId && (happened.Snapshot.State?.Text == KnownResourceStates.Running || (stop && IsUnavailable(happened.Snapshot))), "reach the 'Running' state", cancellationToken);
        if (reached.Snapshot.State?.Text == KnownResourceStates.FailedToStart) throw Stopped(resource, wait, "it failed to start.");
        if (IsUnavailable(reached.Snapshot)) throw Stopped(resource, wait, $"it entered the '{reached.Snapshot.State?.Text}' state prematurely.");
        if (wait.WaitType == WaitType.WaitUntilStarted) return;

        if (wait.Resource.HasAnnotationOfType<HealthCheckAnnotation>())
            reached = await FirstAsync(wait.Resource.Name, happened => happened.ResourceId == dependencyId && happened.Snapshot.HealthStatus == HealthStatus.Healthy, "become healthy", cancellationToken);
        await ReadyAsync(reached, cancellationToken);
    }

    /// <summary>The handlers of ResourceReady are part of becoming ready; their failure is that of whoever waits.</summary>
    private async Task<ResourceEvent> ReadyAsync(ResourceEvent healthy, CancellationToken cancellationToken)
    {
        var ready = await FirstAsync(healthy.Resource.Name, happened => happened.ResourceId == healthy.ResourceId && happened.Snapshot.ResourceReady is not null, "execute the resource ready event", cancellationToken);
        await ready.Snapshot.ResourceReady!.WaitAsync(cancellationToken);
        return ready;
    }

    private async Task<ResourceEvent> FirstAsync(string resourceName, Func<ResourceEvent, bool> predicate, string goal, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            await foreach (var happened in WatchAsync(stop.Token))
            {
                if (string.Equals(happened.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(happened)) return happened;
            }
        }
        catch (OperationCanceledException canceled)
        {
            throw new OperationCanceledException($"Resource '{resourceName}' failed to {goal} before the operation was cancelled. {Now(resourceName)}", canceled, canceled.CancellationToken);
        }
        throw new OperationCanceledException($"Resource '{resourceName}' failed to {goal} before the operation was cancelled. {Now(resourceName)}");
    }

    private string Now(string resourceName) => string.Join(" ", _current.Values
        .Where(known => string.Equals(known.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase))
        .Select(known => $"'{known.ResourceId}' is {known.Snapshot.State?.Text ?? "unknown"}, {known.Snapshot.HealthStatus?.ToString() ?? "no health"}."));

    private static bool IsUnavailable(CustomResourceSnapshot snapshot) => snapshot.State?.Text is "Finished" or "Exited" or "FailedToStart" or "RuntimeUnhealthy";

    private static DistributedApplicationException Stopped(IResource resource, WaitAnnotation wait, string why) =>
        new($"Resource '{resource.Name}' stopped waiting for dependency resource '{wait.Resource.Name}' because {why}");
}
