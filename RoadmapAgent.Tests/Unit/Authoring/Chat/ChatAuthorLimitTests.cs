using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RoadmapAgent.Authoring;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

public sealed class ChatAuthorLimitTests
{
    private const string Source = "RoadmapAgent.Author";

    private static readonly ModelReply Good = ModelReplies.Says(ModelAnswers.Tutorial);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_requests_never_exceed_the_configured_limit()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ModelServer.SayingAsync(ModelReplies.After(gate.Task, Good));
        using var desk = new ChatDesk(server.Endpoint, ("Concurrency", "3"));

        var answers = Enumerable.Range(0, 12).Select(_ => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation)).ToList();
        await Until.TrueAsync(() => server.InProgress == 3);
        gate.SetResult();
        await Task.WhenAll(answers);

        Assert.Equal(12, server.Requests.Count);
        Assert.Equal(3, server.MostInProgress);
    }

    [Fact]
    public async Task Requests_per_minute_never_exceed_the_configured_limit()
    {
        await using var server = await ModelServer.SayingAsync(Good);
        using var desk = new ChatDesk(server.Endpoint, ("Concurrency", "4"), ("RequestsPerMinute", "5"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var answers = Enumerable.Range(0, 7).Select(_ => desk.Author.WriteTutorialAsync(ChatDesk.Brief, stop.Token)).ToList();
        await Until.TrueAsync(() => answers.Count(answer => answer.IsCompletedSuccessfully) == 5);
        await stop.CancelAsync();

        Assert.Equal(2, answers.Count(answer => answer.IsCanceled || !answer.IsCompleted));
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task Tokens_are_counted_and_every_request_has_a_span()
    {
        var tokens = 0L;
        var spans = new ConcurrentQueue<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: Source, Name: "gen_ai.client.token.usage" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<int>((_, value, _, _) => Interlocked.Add(ref tokens, value));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Enqueue(activity.DisplayName),
        };
        ActivitySource.AddActivityListener(activities);
        await using var server = await ModelServer.SayingAsync(Good);
        using var desk = new ChatDesk(server.Endpoint, ("Model", "counted-model"));

        await desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation);

        Assert.True(tokens >= ModelReplies.InputTokens + ModelReplies.OutputTokens, $"{tokens} tokens were counted.");
        Assert.Contains("chat counted-model", spans);
    }

    [Fact]
    public async Task The_key_is_absent_from_logs_spans_and_failures_even_if_the_server_echoes_it()
    {
        var spans = new ConcurrentQueue<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                spans.Enqueue(
                    $"{activity.StatusDescription} {string.Join(' ', activity.TagObjects)} "
                    + string.Join(' ', activity.Events.SelectMany(e => e.Tags))),
        };
        ActivitySource.AddActivityListener(activities);
        await using var server = await ModelServer.SayingAsync(
            ModelReplies.Fails(400, echo: $"Incorrect API key provided: {ChatDesk.Key}."));
        using var desk = new ChatDesk(server.Endpoint);

        var failure = await Assert.ThrowsAsync<AuthorException>(() => desk.Author.WriteTutorialAsync(ChatDesk.Brief, Cancellation));

        Assert.DoesNotContain(ChatDesk.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(desk.Log, line => line.Contains("Incorrect API key provided: ***.", StringComparison.Ordinal));
        Assert.DoesNotContain(desk.Log, line => line.Contains(ChatDesk.Key, StringComparison.Ordinal));
        Assert.Contains(spans, span => span.Contains("gen_ai", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => span.Contains(ChatDesk.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "Endpoint",
        "localhost/v1",
        "Author:Chat:Endpoint must be an absolute http or https address, such as http://localhost:11434/v1 (was 'localhost/v1').")]
    [InlineData(
        "Endpoint",
        "ftp://models/v1",
        "Author:Chat:Endpoint must be an absolute http or https address, such as http://localhost:11434/v1 (was 'ftp://models/v1').")]
    [InlineData(
        "Endpoint",
        "https://me:secret@models/v1?key=secret",
        "Author:Chat:Endpoint 'https://models/v1' must not have a user, query or fragment")]
    [InlineData("Model", " ", "Author:Chat:Model must not be empty.")]
    [InlineData("ApiKey", "sk-secret\n", "Author:Chat:ApiKey must not contain control characters.")]
    [InlineData("ApiKey", "sk-sécret", "Author:Chat:ApiKey must contain only visible ASCII characters (was 9 characters long).")]
    [InlineData("Endpoint", "ftp://me:secret@models/v1", "must be an absolute http or https address")]
    [InlineData("Concurrency", "0", "Author:Chat:Concurrency must be between 1 and 64 (was '0').")]
    [InlineData("RequestsPerMinute", "3", "Author:Chat:RequestsPerMinute must be between Author:Chat:Concurrency (4) and 10000 (was '3').")]
    [InlineData("Timeout", "00:05:00", "Author:Chat:Timeout must be between 00:00:01 and 00:04:00 (was '00:05:00').")]
    [InlineData("MaxOutputTokens", "10", "Author:Chat:MaxOutputTokens must be between 256 and 200000 (was '10').")]
    public void An_invalid_setting_is_refused_by_name(string key, string value, string message)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => new ChatDesk("http://localhost:1/v1", (key, value)));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Concurency", "2")]
    [InlineData("Timeout", "soon")]
    public void An_unknown_or_unparsable_setting_is_refused_by_name(string key, string value)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => new ChatDesk("http://localhost:1/v1", (key, value)));

        Assert.Contains(key, refusal.Message, StringComparison.Ordinal);
    }
}
