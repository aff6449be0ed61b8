using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class OutageProblemTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
    private readonly FakeLogger<OutageProblem> _heard = new();
    private readonly SchemaReadiness _schema = new();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Saturation_is_answered_with_503_Retry_After_and_the_cause()
    {
        var (handled, response, body) = await AnswerAsync(new DatabaseSaturatedException(SaturationCause.PoolerWaitTimeout));

        Assert.True(handled);
        Assert.Equal(503, response.StatusCode);
        Assert.Equal("2", response.Headers.RetryAfter);
        Assert.StartsWith("application/problem+json", response.ContentType, StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(503, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal("pooler_wait_timeout", problem.RootElement.GetProperty("cause").GetString());
        Assert.Contains(LogLevel.Warning, _heard.Collector.GetSnapshot().Select(line => line.Level));
    }

    [Fact]
    public async Task An_unreachable_database_is_answered_with_503_and_a_longer_Retry_After()
    {
        var (handled, response, body) = await AnswerAsync(new NpgsqlException("Failed to connect to 10.0.0.1:6432", new IOException()));

        Assert.True(handled);
        Assert.Equal((503, "5"), (response.StatusCode, response.Headers.RetryAfter.ToString()));
        Assert.Contains("\"unavailable\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server conn crashed?")]
    [InlineData("pgbouncer is shutting down")]
    public async Task A_pooler_that_lost_its_server_is_answered_with_503(string text)
    {
        var (handled, response, _) = await AnswerAsync(new PostgresException(text, "FATAL", "FATAL", "08P01"));

        Assert.True(handled);
        Assert.Equal(503, response.StatusCode);
    }

    [Fact]
    public async Task The_answer_says_that_nothing_was_changed_only_when_that_is_certain()
    {
        var (_, _, saturated) = await AnswerAsync(new DatabaseSaturatedException(SaturationCause.ServerFull));
        var (_, _, unavailable) = await AnswerAsync(new NpgsqlException("Exception while reading from stream", new IOException()));

        Assert.Contains("Nothing was changed.", saturated, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed.", unavailable, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> Outages =>
    [
        new PostgresException("(ECHECKOUTTIMEOUT) unable to check out connection", "FATAL", "FATAL", "XX000"),
        new PostgresException("relation \"roadmap.roadmaps\" does not exist", "ERROR", "ERROR", "42P01"),
        new System.Data.DataException("Error parsing column 3", new NpgsqlException("Exception while reading", new IOException())),
        new TimeoutException("raw, from the bootstrap of the data source"),
        new DatabaseUnavailableException(new InvalidOperationException("Connection is not open")),
        new OperationCanceledException("another token than the request's"),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Every_outage_is_answered_with_503_and_Retry_After(Exception outage)
    {
        var (handled, response, _) = await AnswerAsync(outage);

        Assert.True(handled);
        Assert.Equal(503, response.StatusCode);
        Assert.NotEmpty(response.Headers.RetryAfter.ToString());
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/html")]
    public async Task Clients_that_do_not_accept_JSON_still_get_503_and_Retry_After(string accept)
    {
        var (handled, response, _) = await AnswerAsync(new DatabaseSaturatedException(SaturationCause.PoolExhausted), accept);

        Assert.True(handled);
        Assert.Equal((503, "2"), (response.StatusCode, response.Headers.RetryAfter.ToString()));
    }

    [Fact]
    public async Task Own_faults_defects_and_bad_requests_are_not_handled()
    {
        _schema.Complete();
        Exception[] others =
        [
            new InvalidOperationException(),
            new PostgresException("duplicate key", "ERROR", "ERROR", "23505"),
            new PostgresException("relation does not exist", "ERROR", "ERROR", "42P01"),
            new BadHttpRequestException("Unexpected end of request content."),
        ];
        foreach (var other in others)
        {
            var (handled, response, body) = await AnswerAsync(other);
            Assert.False(handled);
            Assert.Equal((200, "", ""), (response.StatusCode, response.Headers.RetryAfter.ToString(), body));
        }
    }

    private async Task<(bool Handled, HttpResponse Response, string Body)> AnswerAsync(
        Exception exception, string accept = "application/json")
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = _services,
            Response = { Body = body },
            Request = { Headers = { Accept = accept } },
        };
        var handled = await new OutageProblem(_services.GetRequiredService<IProblemDetailsService>(), _schema, _heard)
            .TryHandleAsync(context, exception, TestContext.Current.CancellationToken);
        return (handled, context.Response, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
