using System.ClientModel;
using System.Net.Http.Headers;
using Microsoft.Extensions.AI;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Translates every failure of a model server to <see cref="ModelCallException"/>. It sits below telemetry and logging, so that text echoed
/// by a server, which may include the key, reaches neither.
/// </summary>
internal sealed class ModelServerClient(IChatClient inner, string key) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw Translate(e);
        }
    }

    private ModelCallException Translate(Exception e) => e switch
    {
        ClientResultException { Status: 429 } limit =>
            new("The model server received too many requests (HTTP 429).", transient: true, RetryAfter(limit), Detail(e)),
        ClientResultException { Status: 401 or 403 } refusal =>
            new($"The model server refused the key (HTTP {refusal.Status}).", transient: false, retryAfter: null, Detail(e)),
        ClientResultException { Status: 402 } =>
            new("The model server's quota is used up (HTTP 402).", transient: false, retryAfter: null, Detail(e)),
        ClientResultException { Status: 404 } =>
            new("The model server found neither the model nor the address (HTTP 404).", transient: false, retryAfter: null, Detail(e)),
        ClientResultException { Status: 408 or >= 500 } failure =>
            new($"The model server failed (HTTP {failure.Status}).", transient: true, RetryAfter(failure), Detail(e)),
        ClientResultException { Status: >= 400 } rejection =>
            new(
                $"The model server rejected the request (HTTP {rejection.Status}){Reason(rejection)}.",
                transient: false,
                retryAfter: null,
                Detail(e)),
        ClientResultException or HttpRequestException or IOException =>
            new("The connection to the model server was lost.", transient: true, retryAfter: null, Detail(e)),
        _ => new("The model server's response is not a valid chat completion.", transient: false, retryAfter: null, Detail(e)),
    };

    private static TimeSpan? RetryAfter(ClientResultException e)
    {
        if (e.GetRawResponse() is not { } response
            || !response.Headers.TryGetValue("Retry-After", out var text)
            || !RetryConditionHeaderValue.TryParse(text, out var value))
        {
            return null;
        }

        var wait = value.Delta ?? (value.Date - DateTimeOffset.UtcNow);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private string Reason(ClientResultException e)
    {
        var words = e.GetRawResponse() is { } response ? ServerError.Read(response.Content.ToString())?.Message : null;
        return string.IsNullOrWhiteSpace(words) ? "" : $": {ServerWords.Shorten(WithoutKey(words)).TrimEnd('.')}";
    }

    private string Detail(Exception e) => ServerWords.Shorten(WithoutKey(e.Message));

    private string WithoutKey(string text) => text.Replace(key, "***", StringComparison.Ordinal);
}
