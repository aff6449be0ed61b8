using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Starts the model's resources in the order of their waits, and ends them the other way round.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    DistributedApplicationOptions options,
    DistributedApplicationExecutionContext context,
    IConfiguration configuration,
    IServiceProvider services,
    Watchdog watchdog) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<IReadOnlyList<RunningResource>> _running = new(() => [.. model.Resources.Where(ResourceInstances.IsStartable).Select(resource => new RunningResource(resource))]);
    private Task? _stopped;

    /// <summary>From here on a resource's instances have names, so that what is published about it reaches them.</summary>
    public void NameInstances()
    {
        foreach (var running in _running.Value) LifecycleCommands.Add(running.Resource, this);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        RefuseContainers();
        foreach (var resource in model.Resources.ToArray()) await InitializeAsync(resource, stop.Token);
        foreach (var running in _running.Value) running.AllocateEndpoints(configuration.GetValue("DcpPublisher:RandomizePorts", false));
        foreach (var running in _running.Value.Where(running => running.Resource is IResourceWithEndpoints)) await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(running.Resource, services), stop.Token);
        foreach (var resource in model.Resources.Where(resource => resource is IResourceWithConnectionString && !Ancestors(resource).Any(ResourceInstances.IsStartable))) await AnnounceConnectionStringAsync(resource, stop.Token);

        await Task.WhenAll(_running.Value.Where(running => running.StartsBySelf).Select(running => StartAsync(running, running.Instances, stop.Token)));
        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), stop.Token);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopped ??= StopAllAsync();

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    public async Task StartInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var instance = Find(instanceId);
        if (instance.Process is { Exited.IsCompleted: false }) return;

        await notifications.PublishUpdateAsync(instance.Owner.Resource, instance.Id, snapshot => snapshot with { State = KnownResourceStates.Starting, ExitCode = null, StopTimeStamp = null, ResourceReady = null });
        instance.Owner.Resource.ForgetCallbackResults();
        instance.Starting = new();
        await StartAsync(instance.Owner, [instance], CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token).Token);
    }

    public async Task StopInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var instance = Find(instanceId);
        await instance.Starting.CancelAsync();
        await instance.InTurnAsync(async () =>
        {
            if (instance.Process is not { Exited.IsCompleted: false } process) return;
            await notifications.PublishUpdateAsync(instance.Owner.Resource, instance.Id, snapshot => snapshot with { State = KnownResourceStates.Stopping });
            await process.StopAsync();
        }, cancellationToken);
        await notifications.WaitForResourceAsync(instance.Owner.Resource.Name, happened => happened.ResourceId == instance.Id && happened.Snapshot.State?.Text is null or "NotStarted" or "Finished" or "FailedToStart" or "Exited", cancellationToken);
    }

    private void RefuseContainers()
    {
        var containers = model.Resources.Where(resource => resource.IsContainer() && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>()).Select(resource => $"'{resource.Name}'").ToArray();
        if (containers.Length > 0) throw new DistributedApplicationException($"{string.Join(", ", containers)}: starting a container needs the genuine Aspire packages, which this build does without.");
    }

    private async Task InitializeAsync(IResource resource, CancellationToken stop)
    {
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = snapshot.State ?? (resource is ParameterResource ? KnownResourceStates.Active : resource.IsStartable() && resource.HasAnnotationOfType<ExplicitStartupAnnotation>() ? KnownResourceStates.NotStarted : null),
            CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
        });
        await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, loggers, notifications, services), stop);
    }

    private async Task StartAsync(RunningResource running, IReadOnlyList<ResourceInstance> instances, CancellationToken stop)
    {
        var resource = running.Resource;
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource([stop, .. instances.Select(instance => instance.Starting.Token)]);
        try
        {
            await AnnounceConnectionStringAsync(resource, canceled.Token);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), canceled.Token);
            await notifications.WaitForDependenciesAsync(resource, canceled.Token);
            foreach (var instance in instances) await instance.InTurnAsync(() => LaunchAsync(instance, canceled.Token), canceled.Token);
        }
        catch (OperationCanceledException) when (canceled.IsCancellationRequested)
        {
            foreach (var instance in instances.Where(instance => instance.Process is null or { Exited.IsCompleted: true })) await PublishEndAsync(instance, KnownResourceStates.FailedToStart, exitCode: null);
        }
        catch (Exception exception)
        {
            services.LoggerOf(resource).LogError(exception, "Failed to start resource {ResourceName}", resource.Name);
            foreach (var instance in instances) await PublishEndAsync(instance, KnownResourceStates.FailedToStart, exitCode: null);
        }
    }

    private async Task LaunchAsync(ResourceInstance instance, CancellationToken stop)
    {
        var resource = instance.Owner.Resource;
        await notifications.PublishUpdateAsync(resource, instance.Id, snapshot => snapshot with { State = KnownResourceStates.Starting });
        var start = await Launch.OfAsync(instance, options, context, loggers.Log(instance.Id), stop);
        stop.ThrowIfCancellationRequested();
        var process = instance.Process = ChildProcess.Start(start, watchdog);
        instance.Owner.Connect(instance);
        var urls = await ResourceLinks.OfAsync(resource, context, loggers.GetLogger(instance.Id), stop);
        await notifications.PublishUpdateAsync(resource, instance.Id, snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            Urls = urls,
            Properties = [.. snapshot.Properties.Where(property => property.Name != "executable.pid"), new ResourcePropertySnapshot("executable.pid", process.Id)],
        });
        _ = ObserveEndAsync(instance, process);
    }

    private async Task ObserveEndAsync(ResourceInstance instance, ChildProcess process)
    {
        var code = await process.Exited;
        instance.Owner.Disconnect(instance);
        await PublishEndAsync(instance, KnownResourceStates.Finished, code);
    }

    private async Task PublishEndAsync(ResourceInstance instance, string state, int? exitCode)
    {
        var resource = instance.Owner.Resource;
        await notifications.PublishUpdateAsync(resource, instance.Id, snapshot => snapshot with { State = state, ExitCode = exitCode, StopTimeStamp = DateTime.UtcNow, ResourceReady = null });
        if (notifications.TryGetCurrentState(instance.Id, out var ended)) await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, ended), CancellationToken.None);
    }

    private async Task AnnounceConnectionStringAsync(IResource resource, CancellationToken stop)
    {
        if (resource is IResourceWithConnectionString) await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), stop);
        foreach (var child in model.Resources.Where(other => other is IResourceWithParent { Parent: var parent } && parent == resource && other is IResourceWithConnectionString)) await AnnounceConnectionStringAsync(child, stop);
    }

    /// <summary>Who depends on others goes first, so that it can still finish what it began with them.</summary>
    private async Task StopAllAsync()
    {
        await _stopping.CancelAsync();
        if (!_running.IsValueCreated) return;

        foreach (var wave in StopOrder.Waves([.. _running.Value.Select(running => running.Resource)]))
        {
            var instances = _running.Value.Where(running => wave.Contains(running.Resource)).SelectMany(running => running.Instances);
            await Task.WhenAll(instances.Select(instance => instance.Process?.StopAsync() ?? Task.CompletedTask));
        }
        foreach (var running in _running.Value) running.Close();
    }

    private ResourceInstance Find(string instanceId) =>
        _running.Value.SelectMany(running => running.Instances).First(instance => string.Equals(instance.Id, instanceId, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<IResource> Ancestors(IResource resource)
    {
        for (var each = resource; each is not null; each = (each as IResourceWithParent)?.Parent) yield return each;
    }
}
