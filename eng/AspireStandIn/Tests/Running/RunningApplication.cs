using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using AspireStandIn.Tests.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspireStandIn.Tests.Running;

/// <summary>An application that is started for one test, with programs that every Linux machine has.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private RunningApplication(DistributedApplication application) => Application = application;

    public DistributedApplication Application { get; }

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public static async Task<RunningApplication> StartAsync(Action<IDistributedApplicationBuilder> compose)
    {
        var running = Build(compose);
        await running.Application.StartAsync(TestContext.Current.CancellationToken);
        return running;
    }

    public static RunningApplication Build(Action<IDistributedApplicationBuilder> compose)
    {
        var builder = Resolved.Builder();
        compose(builder);
        return new(builder.Build());
    }

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync();
        await Application.DisposeAsync();
    }
}

internal static class Programs
{
    /// <summary>A program that runs until it is told to end, and then says so.</summary>
    public const string Patient = "trap 'echo ending; exit 0' TERM; echo started; while :; do sleep 0.1; done";

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", "/", "-c", script);

    public static IResourceBuilder<T> WithCheck<T>(this IResourceBuilder<T> resource, Func<bool> healthy) where T : IResource
    {
        var key = $"{resource.Resource.Name}_check";
        resource.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, () => healthy() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        return resource.WithHealthCheck(key);
    }

    public static async Task<string> LineAsync(this RunningApplication running, IResource resource, string containing)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(RunningApplication.Patience);
        await foreach (var batch in running.Application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(patience.Token))
        {
            if (batch.FirstOrDefault(line => line.Content.Contains(containing, StringComparison.Ordinal)) is { Content: { } content }) return content;
        }
        throw new InvalidOperationException($"'{containing}' was never written.");
    }

    public static int ProcessId(this RunningApplication running, string resource)
    {
        Assert.True(running.Notifications.TryGetCurrentState(resource, out var state));
        return (int)state.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;
    }

    public static bool IsRunning(int process) => File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
