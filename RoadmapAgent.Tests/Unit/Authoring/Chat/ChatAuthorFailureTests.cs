using RoadmapAgent.Authoring;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

public sealed class ChatAuthorFailureTests
{
    private static readonly ModelReply Good = ModelReplies.Says(ModelAnswers.Tutorial);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"title":"Tuning","summary":"Cot""")]
    [InlineData("I would rather talk about bagpipes.")]
    public async Task Malformed_output_is_returned_to_the_model_once_with_the_error(string malformed)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Says(malformed), Good);
        using var desk = new ChatDesk(server.Endpoint);

        var tutorial = await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation);

        Assert.Equal("Tuning", tutorial.Title);
        Assert.Equal(2, server.Requests.Count);
        var repair = server.Requests.Last().Messages;
        Assert.Equal(["system", "user", "assistant", "user"], repair.Select(message => message.Role));
        Assert.Equal(malformed, repair[2].Text);
        Assert.Contains("That answer cannot be used: The answer", repair[3].Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Violations => new()
    {
        { ModelAnswers.Quiz.Replace("\"explanation\":\"A wheel.\",", "", StringComparison.Ordinal), "'explanation'" },
        { ModelAnswers.Quiz.Replace("true_false", "essay", StringComparison.Ordinal), "$.questions[1].type" },
        { ModelAnswers.Quiz.Replace("[1,0,1]", "[3]", StringComparison.Ordinal), "must mark only its own options" },
        { ModelAnswers.Quiz.Replace("[1],", "[0,1],", StringComparison.Ordinal), "exactly one correct option" },
        { ModelAnswers.Quiz.Replace("\"A wheel.\"", "null", StringComparison.Ordinal), "null" },
        { ModelAnswers.Quiz.Replace("A wheel.", "A\\u0000wheel.", StringComparison.Ordinal), "NUL" },
        { """{"questions":[null]}""", "null" },
        { """{"questions":[]}""", "At least one question is required." },
        { "[]", "no JSON object" },
        { "", "no JSON object" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task An_answer_that_fails_validation_twice_is_a_failure_with_the_reason(string answer, string reason)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Says(answer));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteQuizAsync(ChatDesk.Brief, Cancellation));

        Assert.StartsWith(
            "The model's answer failed validation, and so did the corrected answer: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains(reason, server.Requests.Last().Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_answer_is_requested_again_in_a_shorter_form()
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Says(ModelAnswers.Tutorial, finishReason: "length"), Good);
        using var desk = new ChatDesk(server.Endpoint, ("MaxOutputTokens", "1000"));

        await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation);

        Assert.Contains("shorter", server.Requests.Last().Messages[^1].Text, StringComparison.Ordinal);
        Assert.Equal(1000, server.Requests.Last().Body.GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task The_Retry_After_header_is_honoured()
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Fails(429, retryAfter: "20"), Good);
        using var desk = new ChatDesk(server.Endpoint);

        await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation);

        var times = server.Requests.Select(request => request.At).ToList();
        Assert.Equal(2, times.Count);
        Assert.InRange(
            TimeProvider.System.GetElapsedTime(times[0], times[1]),
            TimeSpan.FromSeconds(20 * 0.95 / HastyTime.Speed),
            TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_timeout_fails_immediately()
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Fails(429, retryAfter: "3600"));
        using var desk = new ChatDesk(server.Endpoint, ("Timeout", "00:02:00"));

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Equal(
            "The model server received too many requests (HTTP 429). It requests a retry in 3600 s, which exceeds the timeout of 120 s.",
            failure.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_failing_server_is_tried_three_times(int status)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Fails(status));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Contains($"(HTTP {status}). Gave up after 3 attempts.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Transient_server_failures_are_retried()
    {
        await using var server = await ModelServer.SayingAsync(
            ModelReplies.Fails(500), ModelReplies.BreaksOff(ModelAnswers.Tutorial), Good);
        using var desk = new ChatDesk(server.Endpoint);

        Assert.Equal("Tuning", (await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation)).Title);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(401, "refused the key")]
    [InlineData(402, "quota is used up")]
    [InlineData(403, "refused the key")]
    [InlineData(404, "neither the model nor the address")]
    [InlineData(409, "rejected the request (HTTP 409): No.")]
    public async Task A_rejected_request_is_not_retried(int status, string reason)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Fails(status, retryAfter: "1"));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task A_request_that_is_rejected_in_every_form_fails_with_the_server_s_reason(int status)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Fails(status, echo: ChatDesk.Key));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Equal($"The model server rejected the request (HTTP {status}): No. ***.", failure.Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_repeatedly_interrupted_answer_is_reported_as_a_lost_connection()
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.BreaksOff(ModelAnswers.Tutorial));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Equal("The connection to the model server was lost. Gave up after 3 attempts.", failure.Message);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task An_unreachable_server_is_reported_as_a_lost_connection()
    {
        string endpoint;
        await using (var server = await ModelServer.SayingAsync(Good))
        {
            endpoint = server.Endpoint;
        }

        using var desk = new ChatDesk(endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Equal("The connection to the model server was lost. Gave up after 3 attempts.", failure.Message);
    }

    [Theory]
    [InlineData("<html>Gateway</html>")]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("")]
    public async Task An_invalid_completion_is_reported_without_exception_details(string body)
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Raw(body));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.DoesNotContain("Exception", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_times_out()
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Never);
        using var desk = new ChatDesk(server.Endpoint, ("Timeout", "00:00:05"));

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.Equal("The model server did not answer within 5 s.", failure.Message);
        Assert.InRange(server.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task Cancellation_is_reported_as_cancellation_and_aborts_the_request()
    {
        await using var server = await ModelServer.SayingAsync(ModelReplies.Never);
        using var desk = new ChatDesk(server.Endpoint);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var answer = desk.Author.WriteTutorialAsync(ChatDesk.Brief, stop.Token);
        await Until.TrueAsync(() => server.InProgress == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await Until.TrueAsync(() => server.InProgress == 0);
    }
}
