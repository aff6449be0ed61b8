using System.Text.Json;
using RoadmapAgent.Authoring;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

/// <summary>Servers that accept only a part of OpenAI's chat completions.</summary>
public sealed class ServerDialectTests
{
    private const string Detail =
        """{"detail":[{"type":"extra_forbidden","loc":["body","FIELD"],"msg":"Extra inputs are not permitted"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string> Rejections => new()
    {
        {
            "response_format",
            400,
            """{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error"}}"""
        },
        { "response_format", 422, Detail.Replace("FIELD", "response_format", StringComparison.Ordinal) },
        { "response_format", 400, """{"error":"'response_format.type' must be 'text'"}""" },
        { "response_format", 400, "" },
        {
            "max_completion_tokens",
            400,
            """{"error":{"message":"Unrecognized request argument supplied: max_completion_tokens","code":null}}"""
        },
        { "max_completion_tokens", 422, Detail.Replace("FIELD", "max_completion_tokens", StringComparison.Ordinal) },
        { "max_completion_tokens", 400, "Bad Request" },
        { "max_completion_tokens,max_tokens", 400, """{"error":{"message":"max_tokens is too large: 8192","code":"invalid_value"}}""" },
        { "system", 400, """{"error":{"message":"System role not supported","type":"BadRequestError","code":400}}""" },
        { "system", 400, """{"object":"error","message":"Conversation roles must alternate user/assistant/user","code":400}""" },
        { "system", 422, "{}" },
        { "response_format,system,max_completion_tokens", 400, """{"error":{"message":"Invalid request."}}""" },
        { "response_format,max_completion_tokens", 200, """{"error":{"message":"Invalid request.","code":400}}""" },
    };

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task A_server_is_asked_without_what_it_rejects_and_this_is_remembered(string fields, int status, string body)
    {
        await using var server = await ModelServer.StartAsync(request =>
            fields.Split(',').Any(field => Has(request, field))
                ? ModelReplies.Status(status, body)
                : ModelReplies.Says(ModelAnswers.Tutorial));
        using var desk = new ChatDesk(server.Endpoint);

        await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation);
        var tried = server.Requests.Count;
        Assert.Equal("Tuning", (await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation)).Title);

        Assert.Equal(tried + 1, server.Requests.Count);
        var accepted = server.Requests.Last();
        var prompt = string.Join("\n", accepted.Messages.Select(message => message.Text));
        Assert.Contains("You write tutorials.", prompt, StringComparison.Ordinal);
        Assert.Contains("Turning the wheel", prompt, StringComparison.Ordinal);
        Assert.Equal(!Has(accepted, "response_format"), prompt.Contains("\"estimatedMinutes\"", StringComparison.Ordinal));
        if (fields == "max_completion_tokens")
        {
            Assert.Equal(8192, accepted.Body.GetProperty("max_tokens").GetInt32());
        }
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Too long by 7 tokens.","code":"context_length_exceeded"}}""")]
    [InlineData(200, """{"error":{"message":"Too long by 7 tokens.","code":"context_length_exceeded"}}""")]
    [InlineData(200, """{"choices":[{"error":{"message":"Too long by 7 tokens.","code":"context_length_exceeded"}}]}""")]
    public async Task A_request_rejected_for_its_contents_fails_at_once_with_the_server_s_reason(int status, string body)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Status(status, body));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Equal("The model server rejected the request (HTTP 400): Too long by 7 tokens.", failure.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"error":{"message":"Slow down","code":"rate_limit_exceeded"}}""", "too many requests (HTTP 429)", 3)]
    [InlineData(400, """{"error":{"message":"Slow down","code":429}}""", "too many requests (HTTP 429)", 3)]
    [InlineData(200, """{"error":{"message":"Busy","type":"overloaded_error"},"choices":[]}""", "failed (HTTP 503)", 3)]
    [InlineData(200, """{"error":"something odd"}""", "failed (HTTP 500)", 3)]
    [InlineData(200, """{"object":"error","message":"No such model","code":"404"}""", "found neither", 1)]
    [InlineData(429, """{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}""", "quota is used up", 1)]
    [InlineData(200, """{"error":{"message":"Bad key","type":"authentication_error"}}""", "refused the key (HTTP 401)", 1)]
    [InlineData(500, """{"error":{"message":"Too long","code":"context_length_exceeded"}}""", "(HTTP 400): Too long.", 1)]
    public async Task An_error_is_handled_by_its_code_wherever_it_stands(int status, string body, string failure, int requests)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Status(status, body));
        using var desk = new ChatDesk(server.Endpoint);

        var thrown = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Contains(failure, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    private const string Text = """{\"title\":\"Tuning\",\"summary\":\"Cotton.\",\"markdown\":\"# Tuning\",\"estimatedMinutes\":25}""";

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"TEXT"}}]}""")]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":"TEXT"},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"TEXT"},"finish_reason":"eos_token"}],"usage":null}""")]
    [InlineData("""{"choices":[{"message":{"content":"TEXT"},"finish_reason":7}]}""")]
    [InlineData(
        """{"choices":[{"message":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"TEXT"}]}"""
        + ""","finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":null,"reasoning_content":"So it is TEXT"},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"TEXT","reasoning_content":"Hm."},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"TEXT","tool_calls":[]},"finish_reason":"tool_calls"}]}""")]
    [InlineData("""{"choices":[{"text":"TEXT","finish_reason":"stop"}],"error":null}""")]
    public async Task Incomplete_and_unusual_completions_are_read(string body)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Raw(body.Replace("TEXT", Text, StringComparison.Ordinal)));
        using var desk = new ChatDesk(server.Endpoint);

        Assert.Equal("Tuning", (await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation)).Title);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(
        """{"choices":[{"message":{"content":null,"refusal":"I cannot help with that."},"finish_reason":"stop"}]}""",
        "The model refused to answer: I cannot help with that.",
        1)]
    [InlineData(
        """{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}""",
        "The model server's content filter withheld the answer.",
        1)]
    [InlineData(
        """{"choices":[{"message":{"content":null,"tool_calls":["""
        + """{"id":"1","type":"function","function":{"name":"web_search","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""",
        "it calls the function 'web_search'",
        2)]
    public async Task An_answer_without_content_says_why(string body, string reason, int requests)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Raw(body));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    private static bool Has(ModelRequest request, string field) =>
        request.Body.TryGetProperty(field, out _)
        || (request.Body.GetProperty("messages") is { ValueKind: JsonValueKind.Array }
            && request.Messages.Any(message => message.Role == field));
}
