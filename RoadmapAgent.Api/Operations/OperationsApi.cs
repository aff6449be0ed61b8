using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Operations;

/// <summary>The operators' endpoints. They answer from this process's memory, so that they work whatever else does not.</summary>
internal static class OperationsApi
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        var options = builder.AddSettings<OperationsOptions>(OperationsOptions.Section);
        builder.Services.Configure<OperatorKeyOptions>(OperatorKeyHandler.Name, operators => operators.Key = options.Key);
        builder.Services.AddSingleton<FleetMetrics>();
        builder.Services.AddSingleton<RecentSamples>();
        builder.Services.AddSingleton<SampleStream>();
        builder.Services.AddSingleton<KnownSessions>();
        builder.Services.AddSingleton<FindingWebhook>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FindingWebhook>());
        builder.Services.AddSingleton<MonitorLease>();
        builder.Services.AddHostedService<ConnectionMonitor>();
        // After the monitor, so that it stops before the monitor releases its lease.
        builder.Services.AddHostedService<ElasticShares>();
        builder.Services.AddHealthChecks()
            .AddCheck<ConnectionsHealthCheck>(ConnectionsHealthCheck.Name, tags: [ServiceDefaultsExtensions.FleetTag]);
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks(
            "/health/connections",
            new() { Predicate = check => check.Name == ConnectionsHealthCheck.Name, ResponseWriter = HealthReportWriter.WriteAsync })
            .DisableRateLimiting();
        var operations = app.MapGroup("/api/operations").WithTags("Operations").RequireAuthorization(Operators.Policy);
        operations.AddEndpointFilter((context, next) =>
        {
            app.Services.GetRequiredService<RecentSamples>().Watch();
            return next(context);
        });
        operations.MapGet("/connections", Connections).WithName("GetConnections").WithSummary("Declared and measured connections")
            .WithDescription("JSON, or a plain-text table with 'Accept: text/plain'.")
            .Produces<ConnectionSample>()
            .WithText();
        operations.MapGet("/budget", Budget).WithName("GetBudget").WithSummary("The declared connection budget")
            .Produces<BudgetResult>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        operations.MapGet("/events", Events).WithEventStream()
            .WithName("WatchConnections").WithSummary("Stream the last ten minutes, then every new sample")
            .WithDescription("Server-sent events: 'sample' for every sample; 'state', every two seconds, for its age and the findings.");
        operations.MapGet("/history", GetHistory).WithName("GetHistory").WithSummary("The development over the last hour or day")
            .WithDescription("One sample of every 30 seconds of the last hour, and of every five minutes of the last day.");
        operations.MapGet("/sessions", Sessions).WithName("GetSessions").WithSummary("The sessions of PostgreSQL")
            .WithDescription("Statements are shown without literals.");
        operations.MapActions();
    }

    private static IResult Connections(HttpRequest request, RecentSamples samples)
    {
        var state = samples.State;
        if (samples.Last is not { } last)
        {
            return Problem.Unavailable(
                request.HttpContext,
                state.Findings is [var finding, ..]
                    ? finding.Message
                    : "No sample yet; the first one is taken within seconds of the start.");
        }

        // Findings about the sample itself belong to the answer, and only this process knows them.
        return request.Headers.Accept.ToString().Contains("text/plain", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Text(SampleText.Of(last, state))
            : TypedResults.Ok(last with { Findings = state.Findings });
    }

    private static Ok<FleetHistory> GetHistory(
        RecentSamples samples,
        TimeProvider time,
        [Description("How far back; default hour."), Defined] Named<HistorySpan>? span = null)
    {
        var first = time.GetUtcNow() - (span?.Value is HistorySpan.Day ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1));
        return TypedResults.Ok(FleetHistory.Of([.. samples.All.Where(sample => sample.At >= first)]));
    }

    private static Results<Ok<KnownSessions.SessionList>, ProblemHttpResult> Sessions(HttpContext http, KnownSessions sessions) =>
        sessions.Last is { } last ? TypedResults.Ok(last) : Problem.Unavailable(http, "No look at the sessions yet.");

    private static IResult Budget(IOptions<OperationsOptions> options) => options.Value.Declared is { } fleet
        ? TypedResults.Text(BudgetReport.ToJson(ConnectionBudget.Check(fleet)), "application/json")
        : TypedResults.Problem("No budget is declared for this process.", statusCode: StatusCodes.Status404NotFound);

    private static ServerSentEventsResult<object> Events(
        SampleStream stream, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        return TypedResults.ServerSentEvents(stream.WatchAsync(lifetime.ApplicationStopping, cancellationToken));
    }
}
