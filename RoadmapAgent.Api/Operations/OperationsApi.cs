using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Operations;

/// <summary>The operators' endpoints.</summary>
internal static class OperationsApi
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddSettings<OperationsOptions>(OperationsOptions.Section);
        builder.Services.AddOperators();
        builder.Services.AddSingleton<FleetMetrics>();
        builder.Services.AddSingleton<RecentSamples>();
        builder.Services.AddHostedService<ConnectionMonitor>();
        builder.Services.AddHealthChecks()
            .AddCheck<ConnectionsHealthCheck>(ConnectionsHealthCheck.Name, tags: [ServiceDefaultsExtensions.FleetTag]);
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks(
            "/health/connections",
            new() { Predicate = check => check.Name == ConnectionsHealthCheck.Name, ResponseWriter = HealthReportWriter.WriteAsync });
        var operations = app.MapGroup("/api/operations").WithTags("Operations").RequireAuthorization(Operators.Policy);
        operations.MapGet("/connections", ConnectionsAsync).WithName("GetConnections").WithSummary("Declared and measured connections")
            .WithDescription("JSON, or a plain-text table with 'Accept: text/plain'.");
        operations.MapGet("/budget", Budget).WithName("GetBudget").WithSummary("The declared connection budget");
        operations.MapGet("/events", Events).PassProxiesUnbuffered()
            .WithName("WatchConnections").WithSummary("Stream the last ten minutes, then every new sample");
    }

    private static async Task<IResult> ConnectionsAsync(HttpRequest request, RecentSamples samples, CancellationToken cancellationToken)
    {
        var recent = await samples.ReadAsync(cancellationToken);
        if (recent.Count == 0)
        {
            return TypedResults.Problem(
                "No sample yet; the first one is taken within seconds of the start.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        return request.Headers.Accept.ToString().Contains("text/plain", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Text(Text(recent[^1]))
            : TypedResults.Ok(recent[^1]);
    }

    private static IResult Budget(IOptions<OperationsOptions> options) => options.Value.Declared is { } fleet
        ? TypedResults.Text(BudgetReport.ToJson(ConnectionBudget.Check(fleet)), "application/json")
        : TypedResults.Problem("No budget is declared for this process.", statusCode: StatusCodes.Status404NotFound);

    private static ServerSentEventsResult<ConnectionSample> Events(
        RecentSamples samples, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(WatchAsync(samples, lifetime.ApplicationStopping, cancellationToken));

    private static async IAsyncEnumerable<SseItem<ConnectionSample>> WatchAsync(
        RecentSamples samples, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = DateTimeOffset.MinValue;
        while (!cancellationToken.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            foreach (var sample in (await samples.ReadAsync(cancellationToken)).Where(sample => sample.At > seen))
            {
                seen = sample.At;
                yield return new(sample, "sample");
            }

            await Task.Delay(Interval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string Text(ConnectionSample sample)
    {
        var text = new StringBuilder();
        var server = sample.Server;
        text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{sample.At:u}  PostgreSQL {server.Backends} of {server.MaxConnections} connections, {server.Available} for the services")
            .AppendLine(sample.Pooler is { } pooler ? Text(pooler) : "No managed pooler")
            .AppendLine()
            .AppendLine("service      processes  backends  share  active  clients  allowed  waiting");
        foreach (var s in sample.Services)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{s.Service,-12} {s.Processes,4} of {s.DeclaredProcesses,-3} {s.Backends,8}  {s.Share,5}  ")
                .AppendLine(CultureInfo.InvariantCulture, $"{s.Active,6}  {s.Clients,7}  {s.MaxClients,7}  {s.Waiting,7}");
        }

        foreach (var f in sample.Foreign)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{"(foreign)",-12} {"",11} {f.Count,8}  {f.Role} {f.Application}");
        }

        text.AppendLine();
        foreach (var finding in sample.Findings)
        {
            text.AppendLine($"{finding.Level}: {finding.Message}");
        }

        return sample.Findings.Count == 0 ? text.AppendLine("No findings.").ToString() : text.ToString();
    }

    private static string Text(PoolerSample pooler) => string.Create(
        CultureInfo.InvariantCulture,
        $"PgBouncer {pooler.Clients} of {pooler.MaxClients} clients, {pooler.Waiting} waiting, longest {pooler.LongestWaitSeconds:0.0} s");
}
