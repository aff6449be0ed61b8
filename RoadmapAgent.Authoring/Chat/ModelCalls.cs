using System.Threading.RateLimiting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Calls the model within this process's limits. A request keeps its permit while it waits for a retry, so that an overloaded server does
/// not get another request instead.
/// </summary>
internal sealed partial class ModelCalls(IChatClient client, ChatAuthorOptions options, TimeProvider time, ILogger<ModelCalls> logger)
    : IDisposable
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly FairLimiter _places = new(options.Concurrency);

    private readonly SlidingWindowRateLimiter _turns = new(new()
    {
        PermitLimit = options.RequestsPerMinute,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 60,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>The maximum number of tokens of an answer.</summary>
    public int MaxOutputTokens => options.MaxOutputTokens;

    /// <summary>Sends a request as soon as the limits allow it, and retries transient failures.</summary>
    /// <param name="owner">The roadmap the request is for; roadmaps take turns.</param>
    /// <param name="messages">The request.</param>
    /// <param name="chat">Its options.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AuthorException">The server did not answer, and no further retry is possible.</exception>
    public async Task<ChatResponse> AskAsync(
        Guid owner, IReadOnlyList<ChatMessage> messages, ChatOptions chat, CancellationToken cancellationToken)
    {
        using var place = await _places.AcquireAsync(owner, cancellationToken);
        var left = options.Timeout;
        for (var attempt = 1; ; attempt++)
        {
            using (await _turns.AcquireAsync(1, cancellationToken))
            {
                // Acquiring the permit consumes it; there is nothing to release.
            }

            var asked = time.GetTimestamp();
            try
            {
                return await AskOnceAsync(messages, chat, left, cancellationToken);
            }
            catch (ModelCallException e)
            {
                var wait = e.RetryAfter ?? Jittered(attempt);
                left -= time.GetElapsedTime(asked) + wait;
                LogFailed(attempt, MaxAttempts, e.Message, e.Detail);
                if (!e.Transient || attempt == MaxAttempts || left <= TimeSpan.Zero)
                {
                    throw new AuthorException(Summary(e, attempt, wait, left), e);
                }

                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        client.Dispose();
    }

    private async Task<ChatResponse> AskOnceAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions chat, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await client.GetResponseAsync(messages, chat, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AuthorException($"The model server did not answer within {options.Timeout.TotalSeconds:0.#} s.", e);
        }
    }

    private string Summary(ModelCallException e, int attempts, TimeSpan wait, TimeSpan left) => e switch
    {
        { Transient: false } => e.Message,
        { RetryAfter: not null } when left <= TimeSpan.Zero =>
            $"{e.Message} It requests a retry in {wait.TotalSeconds:0} s, "
            + $"which exceeds the timeout of {options.Timeout.TotalSeconds:0.#} s.",
        _ => $"{e.Message} Gave up after {attempts} attempts.",
    };

    private static TimeSpan Jittered(int attempt) => FirstWait * (Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble()));

    [LoggerMessage(LogLevel.Warning, "Attempt {Attempt} of {MaxAttempts} failed: {Failure} Response: {Detail}")]
    private partial void LogFailed(int attempt, int maxAttempts, string failure, string detail);
}
