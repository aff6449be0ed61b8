using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>
/// Stops the services before the orchestrator stops everything at once, so that they can return messages, leases and connections while
/// their servers still run. Register it after the orchestrator: hosted services stop in reverse order.
/// </summary>
/// <param name="model">The application model.</param>
/// <param name="conditions">The resources' conditions.</param>
/// <param name="commands">Executes the resources' commands.</param>
internal sealed class ServicesFirst(
    DistributedApplicationModel model, ResourceConditions conditions, ResourceCommandService commands) : IHostedService
{
    /// <summary>A service stops within 5 s; the orchestrator kills it after 6 s.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var services = model.GetProjectResources().Select(service => service.Name).ToHashSet();
        // The command succeeds when the process has ended; it fails, but does not throw, when the time is over.
        await Task.WhenAll(conditions.Latest
            .Where(condition => services.Contains(condition.Name) && condition.State == KnownResourceStates.Running)
            .Select(condition => commands.ExecuteCommandAsync(condition.Id, KnownResourceCommands.StopCommand, limit.Token)));
    }
}
