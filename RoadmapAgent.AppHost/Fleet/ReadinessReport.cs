using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Says when the whole fleet is healthy and where it is to be reached, or which service did not come up.</summary>
internal sealed class ReadinessReport(DistributedApplicationModel model, ResourceNotificationService notifications, ILogger<ReadinessReport> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var clock = Stopwatch.StartNew();
        var services = model.GetProjectResources().Where(project => project.HasAnnotationOfType<HealthCheckAnnotation>()).ToList();
        try
        {
            await Task.WhenAll(services.Select(service =>
                notifications.WaitForResourceHealthyAsync(service.Name, WaitBehavior.StopOnResourceUnavailable, stoppingToken)));
            logger.LogInformation("The fleet is healthy after {Seconds:0.0} s. {Links}", clock.Elapsed.TotalSeconds, string.Join(", ", services.SelectMany(Links)));
        }
        catch (DistributedApplicationException e)
        {
            logger.LogError("The fleet is not complete: {Reason} Its log above says why.", e.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
    }

    private static IEnumerable<string> Links(ProjectResource service) => service.GetEndpoints()
        .Where(endpoint => endpoint.EndpointAnnotation.IsExternal)
        .Select(endpoint => $"{service.Name}: {endpoint.Url}");
}
