using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Says what the fleet still waits for, then that it is healthy, where it is to be reached and what it may open.</summary>
/// <param name="clock">Runs since the application began to be composed.</param>
/// <param name="model">The fleet.</param>
/// <param name="notifications">Its states.</param>
/// <param name="configuration">Where the dashboard is.</param>
/// <param name="logger">Gets the report.</param>
internal sealed class ReadinessReport(
    Stopwatch clock, DistributedApplicationModel model, ResourceNotificationService notifications, IConfiguration configuration, ILogger<ReadinessReport> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waitedFor = model.Resources.Where(resource => resource.HasAnnotationOfType<HealthCheckAnnotation>() && resource is not ConnectionBudgetResource).ToList();
        try
        {
            await Task.WhenAll(waitedFor.ToList().Select(async resource =>
            {
                await notifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.WaitOnResourceUnavailable, stoppingToken);
                lock (waitedFor)
                {
                    waitedFor.Remove(resource);
                    Progress(resource.Name, clock.Elapsed, [.. waitedFor.Select(other => other.Name)]);
                }
            }));
            logger.LogInformation("{Summary}", Summary(clock.Elapsed));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
    }

    private void Progress(string ready, TimeSpan after, IReadOnlyList<string> others)
    {
        if (others.Count > 0)
        {
            logger.LogInformation("{Resource} is healthy after {Seconds:0.0} s; waiting for {Others}.", ready, after.TotalSeconds, string.Join(", ", others));
        }
    }

    private string Summary(TimeSpan after)
    {
        var summary = new StringBuilder().Append(CultureInfo.InvariantCulture, $"The fleet is healthy after {after.TotalSeconds:0.0} s.");
        foreach (var (name, address) in Links())
        {
            summary.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name,-12}{address}");
        }

        var budget = ConnectionBudgetExtensions.Check(FleetConfiguration.Read(configuration), model);
        return summary.AppendLine().Append(CultureInfo.InvariantCulture, $"  {"Budget",-12}{BudgetReport.ToCompactText(budget)}").ToString();
    }

    private IEnumerable<(string Name, string Address)> Links()
    {
        foreach (var endpoint in model.GetProjectResources().SelectMany(service => service.GetEndpoints()).Where(endpoint => endpoint.EndpointAnnotation.IsExternal))
        {
            yield return ("Learners", endpoint.Url);
            yield return ("Operators", $"{endpoint.Url}/operations");
            yield return ("API", $"{endpoint.Url}/scalar");
        }

        if (configuration["ASPNETCORE_URLS"]?.Split(';')[0] is { } dashboard && configuration["AppHost:BrowserToken"] is { } token && !dashboard.EndsWith(":0", StringComparison.Ordinal))
        {
            yield return ("Dashboard", $"{dashboard}/login?t={token}");
        }
    }
}
