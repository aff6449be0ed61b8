using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>
/// Watches the resources' states and restarts those that end unexpectedly. The orchestrator starts a process only once; containers have
/// restart policies instead.
/// </summary>
internal sealed partial class ResourceSupervisor(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    IHostApplicationLifetime lifetime,
    ILogger<ResourceSupervisor> logger) : BackgroundService
{
    private readonly Dictionary<string, Instance> _instances = [];
    private readonly Dictionary<string, string> _ids = [];
    private readonly BlamePolicy _blame = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not this service's own token, which is cancelled only after the resources have been stopped.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var change in notifications.WatchAsync(ending.Token))
            {
                if (change.Resource.TryGetLastAnnotation<SupervisedAnnotation>(out var supervised))
                {
                    Follow(change, supervised, ending.Token);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The application and its resources are stopping.
        }
    }

    private void Follow(ResourceEvent change, SupervisedAnnotation supervised, CancellationToken cancellationToken)
    {
        if (!_instances.TryGetValue(change.ResourceId, out var instance))
        {
            _instances[change.ResourceId] = instance = new();
        }

        _ids[change.Resource.Name] = change.ResourceId;
        var ended = instance.On(change.Snapshot, supervised.RunsToCompletion);
        Handle(change, instance, ended, cancellationToken);
        if (ended is not null && change.Resource.TryGetLastAnnotation<BlameAnnotation>(out var blame)
            && change.Snapshot.ExitCode == blame.ExitCode && _ids.TryGetValue(blame.Other, out var blamed)
            && _blame.OnBlamed(blame.Other, DateTime.UtcNow))
        {
            LogBlamed(change.ResourceId, blame.ExitCode, blame.Other);
            _ = TryCommandAsync(blamed, KnownResourceCommands.RestartCommand, cancellationToken);
        }
    }

    private void Handle(ResourceEvent change, Instance instance, Instance.Ended? ended, CancellationToken cancellationToken)
    {
        if (ended is { Pause: { } pause })
        {
            LogRestarting(change.ResourceId, ended.Reason, pause.TotalSeconds, instance.Restarts, RestartPolicy.Limit);
            _ = RestartAsync(change, instance, pause, cancellationToken);
        }
        else if (ended is not null)
        {
            LogGivenUp(change.ResourceId, ended.Reason, RestartPolicy.Limit);
        }
    }

    private async Task RestartAsync(ResourceEvent ended, Instance instance, TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await notifications.PublishUpdateAsync(
                ended.Resource, ended.ResourceId, snapshot => snapshot with { State = Restarting(pause) });
            await Task.Delay(pause, cancellationToken);
            if (instance.TryLeavePause()
                && !await TryCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, cancellationToken))
            {
                Handle(ended, instance, instance.OnRestartFailed(), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application is stopping.
        }
    }

    private async Task<bool> TryCommandAsync(string resourceId, string command, CancellationToken cancellationToken)
    {
        try
        {
            return (await commands.ExecuteCommandAsync(resourceId, command, cancellationToken)).Success;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogCommandFailed(resourceId, e.Message);
            return false;
        }
    }

    private static ResourceStateSnapshot Restarting(TimeSpan pause) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Restarting in {pause.TotalSeconds:0} s"), KnownResourceStateStyles.Warn);

    [LoggerMessage(LogLevel.Warning, "'{Resource}' {Reason}; restarting in {Seconds:0} s (restart {Restart} of {Limit}).")]
    private partial void LogRestarting(string resource, string reason, double seconds, int restart, int limit);

    [LoggerMessage(
        LogLevel.Error,
        "'{Resource}' {Reason} after {Limit} restarts and will not be restarted. See its log, then use its command Start.")]
    private partial void LogGivenUp(string resource, string reason, int limit);

    [LoggerMessage(LogLevel.Warning, "'{Resource}' has ended with exit code {ExitCode}; restarting '{Blamed}', which is the cause.")]
    private partial void LogBlamed(string resource, int exitCode, string blamed);

    [LoggerMessage(LogLevel.Debug, "A command of '{Resource}' failed: {Reason}")]
    private partial void LogCommandFailed(string resource, string reason);
}
