using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures a service to monitor the fleet's connections.</summary>
public static class OperationsExtensions
{
    private const string HealthCheck = "connection-budget_check";

    // The API answers from its memory.
    private static readonly TimeSpan MonitorPatience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Lets a service compare the declared budget with its measurements. Its findings are the health of the <c>connection-budget</c>
    /// resource.
    /// </summary>
    /// <param name="service">The API.</param>
    /// <param name="database">The fleet's database.</param>
    public static IResourceBuilder<ProjectResource> WithOperations(this IResourceBuilder<ProjectResource> service, FleetDatabase database)
    {
        var builder = service.ApplicationBuilder;
        var budget = builder.Resources.OfType<ConnectionBudgetResource>().Single();
        var key = database.Watch(service, budget);
        builder.Services.AddHttpClient(HealthCheck, client => client.Timeout = MonitorPatience)
            // The API is on this machine or in this network: a proxy of the environment does not know it.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, ConnectTimeout = MonitorPatience })
            .RemoveAllLoggers();
        builder.Services.AddHealthChecks().Add(new(
            HealthCheck,
            services => new MeasuredConnections(service.Resource, services.GetRequiredService<IHttpClientFactory>()),
            failureStatus: null,
            tags: null));
        builder.CreateResourceBuilder(budget)
            .WithHealthCheck(HealthCheck)
            .WithCommand("check", "Check now", context => CheckAsync(context, service.Resource, key), new()
            {
                IconName = "Calculator",
                Description = "Shows the declared budget and the latest measurements.",
            });
        return service
            .WithUrls(context =>
            {
                if (context.GetEndpoint("http") is { IsAllocated: true } endpoint)
                {
                    context.Urls.Add(new() { Url = $"{endpoint.Url}/operations", DisplayText = "Operations" });
                    context.Urls.Add(new() { Url = $"{endpoint.Url}/openapi/v1.json", DisplayText = "OpenAPI" });
                    context.Urls.Add(new() { Url = $"{endpoint.Url}/scalar", DisplayText = "API reference" });
                }
            });
    }

    private static async Task<ExecuteCommandResult> CheckAsync(ExecuteCommandContext context, ProjectResource api, ParameterResource key)
    {
        using var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient(HealthCheck);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{api.GetEndpoint("http").Url}/api/operations/connections");
        request.Headers.Accept.ParseAdd("text/plain");
        request.Headers.Authorization = new("Bearer", await key.GetValueAsync(context.CancellationToken));
        using var response = await client.SendAsync(request, context.CancellationToken);
        var table = await response.Content.ReadAsStringAsync(context.CancellationToken);
        return response.IsSuccessStatusCode
            ? CommandResults.Success("Measured.", $"```text\n{table}\n```", CommandResultFormat.Markdown, displayImmediately: true)
            : CommandResults.Failure($"The API returned HTTP {(int)response.StatusCode}.");
    }

    /// <summary>Reports the findings of the API's monitor.</summary>
    private sealed class MeasuredConnections(ProjectResource api, IHttpClientFactory clients) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                using var client = clients.CreateClient(HealthCheck);
                using var response = await client.GetAsync(new Uri($"{api.GetEndpoint("http").Url}/health/connections"), cancellationToken);
                var check = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("checks")[0];
                return new(
                    Choice.TryParse<HealthStatus>(check.GetProperty("status").GetString(), out var status) ? status : HealthStatus.Degraded,
                    check.GetProperty("description").GetString());
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Degraded(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The API did not report the state of the connections within {MonitorPatience.TotalSeconds:0} s."));
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException)
            {
                return HealthCheckResult.Degraded($"The API did not report the state of the connections: {e.Message}");
            }
        }
    }
}
