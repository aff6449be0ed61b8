using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

/// <summary>A request received by the server.</summary>
/// <param name="Body">The request body.</param>
/// <param name="Authorization">Its header.</param>
/// <param name="At">The time of arrival.</param>
internal sealed record ModelRequest(JsonElement Body, string Authorization, long At)
{
    /// <summary>The name of the requested response schema; empty if there is none.</summary>
    public string Task =>
        Body.TryGetProperty("response_format", out var format) && format.TryGetProperty("json_schema", out var schema)
            ? schema.GetProperty("name").GetString()!
            : "";

    public IReadOnlyList<(string Role, string Text)> Messages =>
        [
            .. Body.GetProperty("messages").EnumerateArray().Select(
                message => (message.GetProperty("role").GetString()!, Text(message.GetProperty("content")))),
        ];

    /// <summary>The data section of the prompt.</summary>
    public JsonElement Data
    {
        get
        {
            var text = Messages.First(message => message.Role == "user").Text;
            Assert.StartsWith("<data>\n", text, StringComparison.Ordinal);
            return JsonSerializer.Deserialize<JsonElement>(text["<data>\n".Length..text.IndexOf("</data>", StringComparison.Ordinal)]);
        }
    }

    private static string Text(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
}

/// <summary>
/// A server with OpenAI's chat completions API and scripted replies: https://platform.openai.com/docs/api-reference/chat/create
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<ModelRequest, ModelReply> _script;
    private readonly Lock _counting = new();
    private int _inProgress;

    public ModelServer(Func<ModelRequest, ModelReply> script)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public string Endpoint => $"{_application.Urls.First()}/v1";

    public ConcurrentQueue<ModelRequest> Requests { get; } = [];

    /// <summary>The number of requests in progress.</summary>
    public int InProgress => Volatile.Read(ref _inProgress);

    /// <summary>The maximum number of concurrent requests so far.</summary>
    public int MostInProgress { get; private set; }

    /// <summary>Sends these replies in order and repeats the last one.</summary>
    public static async Task<ModelServer> SayingAsync(params ModelReply[] replies)
    {
        var next = -1;
        return await StartAsync(_ => replies[Math.Min(Interlocked.Increment(ref next), replies.Length - 1)]);
    }

    public static async Task<ModelServer> StartAsync(Func<ModelRequest, ModelReply> script)
    {
        var server = new ModelServer(script);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        var request = new ModelRequest(body, context.Request.Headers.Authorization.ToString(), TimeProvider.System.GetTimestamp());
        lock (_counting)
        {
            _inProgress++;
            MostInProgress = Math.Max(MostInProgress, _inProgress);
        }

        Requests.Enqueue(request);
        try
        {
            await _script(request)(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        finally
        {
            lock (_counting)
            {
                _inProgress--;
            }
        }
    }
}
