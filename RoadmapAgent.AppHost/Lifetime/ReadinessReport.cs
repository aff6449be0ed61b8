using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>
/// Logs the fleet's progress towards healthy, and finally its addresses and its connection budget. If that takes too long, says why; a
/// start that cannot succeed any more, because a resource has used up its restarts, ends the application with exit code 1.
/// </summary>
/// <param name="clock">Running since the start of the composition.</param>
/// <param name="model">The application model.</param>
/// <param name="execution">The execution context of the budget.</param>
/// <param name="notifications">The source of the resources' states.</param>
/// <param name="conditions">The resources' conditions.</param>
/// <param name="time">The clock.</param>
/// <param name="configuration">The configuration, with the address of the dashboard.</param>
/// <param name="logger">The destination of the report.</param>
internal sealed partial class ReadinessReport(
    Stopwatch clock,
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext execution,
    ResourceNotificationService notifications,
    ResourceConditions conditions,
    TimeProvider time,
    IConfiguration configuration,
    ILogger<ReadinessReport> logger) : BackgroundService
{
    /// <summary>The time after which a start that has not ended is reported, and again every time it has passed.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var healthy = WaitAsync(stoppingToken);
            while (await Task.WhenAny(healthy, Task.Delay(Deadline, stoppingToken)) != healthy && !stoppingToken.IsCancellationRequested)
            {
                ReportDelay(clock.Elapsed);
            }

            await healthy;
            LogHealthy(await SummaryAsync(clock.Elapsed, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before the fleet was healthy.
        }
    }

    /// <summary>Says why a fleet is not healthy after a time.</summary>
    internal static string Delay(IReadOnlyList<ResourceCondition> conditions, TimeSpan after) =>
        string.Create(CultureInfo.InvariantCulture, $"The fleet is not healthy after {after.TotalSeconds:0} s: ")
        + (ResourceCondition.Problems(conditions, []) is { Count: > 0 } problems
            ? string.Join("; ", problems)
            : "no resource says why")
        + ".";

    private Task WaitAsync(CancellationToken cancellationToken)
    {
        var waitedFor = model.Resources
            .Where(resource => resource.HasAnnotationOfType<HealthCheckAnnotation>() && resource is not ConnectionBudgetResource)
            .ToList();
        return Task.WhenAll(waitedFor.ToList().Select(async resource =>
        {
            await notifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
            lock (waitedFor)
            {
                waitedFor.Remove(resource);
                Progress(resource.Name, clock.Elapsed, [.. waitedFor.Select(other => other.Name)]);
            }
        }));
    }

    private void ReportDelay(TimeSpan after)
    {
        var latest = conditions.Latest.Where(condition => condition.Name != Budget.Name).ToList();
        LogDelayed(Delay(latest, after));
        if (FleetExit.IsOwnProcess && latest.Find(condition => condition.IsGivenUp(time.GetUtcNow())) is { } lost)
        {
            var message = $"The fleet ends: {lost.Problem}, and nothing will restart it.";
            LogGivenUp(message);
            Environment.ExitCode = FleetExit.FailedExitCode;
            throw new FleetException(message);
        }
    }

    private void Progress(string ready, TimeSpan after, IReadOnlyList<string> others)
    {
        if (others.Count > 0)
        {
            LogProgress(ready, after.TotalSeconds, string.Join(", ", others));
        }
    }

    private async Task<string> SummaryAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        var summary = new StringBuilder().Append(CultureInfo.InvariantCulture, $"The fleet is healthy after {after.TotalSeconds:0.0} s.");
        foreach (var (name, address) in Links())
        {
            summary.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name,-12}{address}");
        }

        foreach (var budget in await Budget.CheckAsync(model, execution, cancellationToken))
        {
            summary.AppendLine().Append(CultureInfo.InvariantCulture, $"  {"Budget",-12}{BudgetReport.ToCompactText(budget.Result)}");
        }

        return summary.ToString();
    }

    private ConnectionBudgetResource Budget => model.Resources.OfType<ConnectionBudgetResource>().Single();

    private IEnumerable<(string Name, string Address)> Links()
    {
        var endpoints = model.GetProjectResources().SelectMany(service => service.GetEndpoints());
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.EndpointAnnotation.IsExternal))
        {
            yield return ("Learners", endpoint.Url);
            yield return ("Operators", $"{endpoint.Url}/operations");
            yield return ("API", $"{endpoint.Url}/scalar");
        }

        if (configuration["ASPNETCORE_URLS"]?.Split(';')[0] is { } dashboard
            && configuration["AppHost:BrowserToken"] is { } token
            && !dashboard.EndsWith(":0", StringComparison.Ordinal))
        {
            yield return ("Dashboard", $"{dashboard}/login?t={token}");
        }
    }

    [LoggerMessage(LogLevel.Information, "{Summary}")]
    private partial void LogHealthy(string summary);

    [LoggerMessage(LogLevel.Error, "{Delay}")]
    private partial void LogDelayed(string delay);

    [LoggerMessage(LogLevel.Critical, "{Reason}")]
    private partial void LogGivenUp(string reason);

    [LoggerMessage(LogLevel.Information, "{Resource} is healthy after {Seconds:0.0} s; waiting for {Others}.")]
    private partial void LogProgress(string resource, double seconds, string others);
}
