using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RabbitMQ.Client.Exceptions;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Broker;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Api.Operations;

/// <summary>What operators can do: pause, resume and reconnect the pooler, and requeue failed messages.</summary>
internal static partial class ActionsApi
{
    /// <summary>The connection string of the pooler's console as the admin user.</summary>
    public const string AdminConsoleName = "pgbouncer-admin";

    private static readonly TimeSpan LongestPause = PoolerPause.Longest(TimeSpan.FromSeconds(DatabaseOptions.QueryWaitTimeout));

    /// <summary>Maps the actions below the operators' routes.</summary>
    public static void MapActions(this RouteGroupBuilder operations)
    {
        var pooler = operations.MapGroup("/pooler").ProducesProblem(StatusCodes.Status404NotFound);
        pooler.MapPost("/pause", PauseAsync).WithName("PausePooler").WithSummary("Let transactions finish and make clients wait")
            .WithDescription("Resumes by itself before a waiting client would be refused, unless 'keep' is true.");
        pooler.MapPost("/resume", ResumeAsync).WithName("ResumePooler").WithSummary("End a pause");
        pooler.MapPost("/reconnect", ReconnectAsync).WithName("ReconnectPooler")
            .WithSummary("Replace every server connection as soon as it is free");
        operations.MapPost("/queues/{queue}/requeue", RequeueAsync).WithName("RequeueErrors")
            .WithSummary("Move the messages of a queue's error queue back to the queue")
            .WithChoice("queue", Queues.ByWorker.Values)
            .MayTakeMinutes();
    }

    private static Task<Results<Ok<ActionDone>, ProblemHttpResult>> PauseAsync(
        [Description("Whether to pause until it is resumed; default false.")] bool? keep,
        HttpContext http,
        IConfiguration configuration,
        IHostApplicationLifetime lifetime,
        ILogger<ActionDone> logger,
        CancellationToken cancellationToken) =>
        OnConsoleAsync(http, configuration, async console =>
        {
            await PoolerPause.PauseAsync(console, LongestPause, cancellationToken);
            LogPaused(logger, keep == true ? " until it is resumed" : "");
            if (keep == true)
            {
                return "Paused until you resume it. Clients that wait for more than 15 s are refused.";
            }

            // A process that ends resumes at once.
            _ = PoolerPause.ResumeLaterAsync(console, LongestPause, lifetime.ApplicationStopping);
            return string.Create(CultureInfo.InvariantCulture, $"Paused; resumes by itself in {LongestPause.TotalSeconds:0} s.");
        });

    private static Task<Results<Ok<ActionDone>, ProblemHttpResult>> ResumeAsync(
        HttpContext http, IConfiguration configuration, ILogger<ActionDone> logger, CancellationToken cancellationToken) =>
        OnConsoleAsync(http, configuration, async console =>
        {
            var resumed = await PoolerPause.ResumeAsync(console, cancellationToken);
            LogResumed(logger);
            return resumed ? "Resumed." : "Nothing was paused.";
        });

    private static Task<Results<Ok<ActionDone>, ProblemHttpResult>> ReconnectAsync(
        HttpContext http, IConfiguration configuration, ILogger<ActionDone> logger, CancellationToken cancellationToken) =>
        OnConsoleAsync(http, configuration, async options =>
        {
            await using var console = await AdminConsoleConnection.OpenAsync(options, cancellationToken);
            await console.ReconnectAsync(cancellationToken: cancellationToken);
            LogReconnected(logger);
            return "Every server connection is replaced once it is free.";
        });

    private static async Task<Results<Ok<ActionDone>, ProblemHttpResult>> RequeueAsync(
        string queue,
        HttpContext http,
        IConfiguration configuration,
        ILogger<ActionDone> logger,
        CancellationToken cancellationToken)
    {
        if (!Queues.ByWorker.Values.Contains(queue))
        {
            return Problem.NotFound(
                "queue", $"There is no queue of this name; it must be one of {string.Join(", ", Queues.ByWorker.Values.Order())}.");
        }

        try
        {
            var broker = new Uri(configuration.GetConnectionString(MessagingExtensions.ConnectionName)!);
            var requeued = await ErrorQueues.RequeueAsync(broker, "operator", queue, cancellationToken);
            LogRequeued(logger, requeued, queue);
            return TypedResults.Ok(new ActionDone($"Requeued: {FindingText.Count(requeued, "message")}."));
        }
        catch (Exception e) when (
            e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or PublishException or IOException)
        {
            return Problem.Unavailable(
                http, "The broker did not respond, or refused the messages. Those not yet requeued are still in the error queue.");
        }
    }

    private static async Task<Results<Ok<ActionDone>, ProblemHttpResult>> OnConsoleAsync(
        HttpContext http, IConfiguration configuration, Func<AdminConsoleOptions, Task<string>> act)
    {
        if (configuration.GetConnectionString(AdminConsoleName) is not { Length: > 0 } connectionString)
        {
            return TypedResults.Problem(
                "This fleet has no pooler of its own that could be controlled.", statusCode: StatusCodes.Status404NotFound);
        }

        try
        {
            return TypedResults.Ok(new ActionDone(await act(AdminConsoleOptions.Parse(connectionString))));
        }
        catch (AdminConsoleException e)
        {
            return Problem.Unavailable(http, $"The pooler refused or did not respond: {e.Message}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "An operator paused the pooler{For}.")]
    private static partial void LogPaused(ILogger logger, string @for);

    [LoggerMessage(LogLevel.Information, "An operator resumed the pooler.")]
    private static partial void LogResumed(ILogger logger);

    [LoggerMessage(LogLevel.Information, "An operator made the pooler reconnect.")]
    private static partial void LogReconnected(ILogger logger);

    [LoggerMessage(LogLevel.Information, "An operator requeued {Count} message(s) of {Queue}.")]
    private static partial void LogRequeued(ILogger logger, uint count, string queue);
}
