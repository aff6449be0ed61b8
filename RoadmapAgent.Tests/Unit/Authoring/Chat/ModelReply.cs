using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

/// <summary>The model server's reaction to a request.</summary>
internal delegate Task ModelReply(HttpContext context);

/// <summary>Successful and faulty replies of a model server.</summary>
internal static class ModelReplies
{
    public const int InputTokens = 210;
    public const int OutputTokens = 30;

    /// <summary>A chat completion with this text.</summary>
    public static ModelReply Says(string text, string finishReason = "stop") => Raw(Completion(text, finishReason));

    public static ModelReply Raw(string body, string contentType = "application/json") => context =>
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>This status with this body.</summary>
    public static ModelReply Status(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        return Raw(body)(context);
    };

    /// <summary>An error in OpenAI's format, which may echo part of the request.</summary>
    public static ModelReply Fails(int status, string? retryAfter = null, string echo = "") => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsJsonAsync(
            new { error = new { message = $"No. {echo}", type = "some_error", code = "some_code" } }, context.RequestAborted);
    };

    /// <summary>Sends the first half of a chat completion, then drops the connection.</summary>
    public static ModelReply BreaksOff(string text) => async context =>
    {
        var body = Encoding.UTF8.GetBytes(Completion(text, "stop"));
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>Replies once the task completes.</summary>
    public static ModelReply After(Task signal, ModelReply reply) => async context =>
    {
        await signal.WaitAsync(context.RequestAborted);
        await reply(context);
    };

    public static ModelReply Never { get; } = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private static string Completion(string text, string finishReason) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_700_000_000,
        model = "test-model",
        choices = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = finishReason } },
        usage = new { prompt_tokens = InputTokens, completion_tokens = OutputTokens, total_tokens = InputTokens + OutputTokens },
    });
}
