using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Messaging.ExecutionLogs;

namespace RoadmapAgent.Tests.Unit.Messaging.ExecutionLogs;

public sealed class ExecutionLogTests : IDisposable
{
    private const string Dropped = "roadmap_agent.execution_log.dropped";

    private readonly Measurements _measurements = new();
    private readonly FakeLogger<ExecutionLog> _heard = new();
    private readonly ExecutionLog _log;

    public ExecutionLogTests()
    {
        _log = new(_measurements, _heard);
    }

    public void Dispose() => _measurements.Dispose();

    [Fact]
    public void An_empty_log_produces_no_message() => Assert.Null(_log.Take());

    [Fact]
    public void Lines_are_batched_in_order_with_at_most_2500_per_message()
    {
        Write(1, 5201);

        Assert.Equal([Range(1, 2500), Range(2501, 5000), Range(5001, 5201)], TakeAll());
        Assert.Equal(0, _measurements.Sum(Dropped));
    }

    [Fact]
    public void A_full_buffer_drops_and_counts_the_oldest_lines()
    {
        Write(1, 10_003);

        Assert.Equal(Range(4, 10_003), TakeAll().SelectMany(batch => batch));
        Assert.Equal(3, _measurements.Sum(Dropped));
    }

    [Fact]
    public void Lines_are_accepted_again_after_an_overflow()
    {
        Write(1, 10_001);
        TakeAll();
        Write(10_002, 10_002);

        Assert.Equal([["10002"]], TakeAll());
        Assert.Equal(1, _measurements.Sum(Dropped));
    }

    [Fact]
    public async Task A_new_line_wakes_a_waiting_reader()
    {
        var waiting = _log.WaitAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(waiting.IsCompleted);

        Write(1, 1);

        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Concurrently_written_lines_are_all_kept_exactly_once()
    {
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, (writer, _) =>
        {
            Write((writer * 1000) + 1, (writer + 1) * 1000);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(Range(1, 8000), TakeAll().SelectMany(batch => batch).OrderBy(line => int.Parse(line, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(LogSeverity.Debug, LogLevel.Debug)]
    [InlineData(LogSeverity.Info, LogLevel.Information)]
    [InlineData(LogSeverity.Warning, LogLevel.Warning)]
    [InlineData(LogSeverity.Error, LogLevel.Error)]
    public void A_line_is_also_written_to_the_process_log_at_its_own_level(LogSeverity severity, LogLevel level)
    {
        var line = Line("Wrote the quiz.") with { Severity = severity, ConceptId = "c-1-2-3" };

        _log.Write(line);

        Assert.Equal(
            [(level, $"Roadmap {line.RoadmapId} c-1-2-3: Wrote the quiz.")],
            _heard.Collector.GetSnapshot().Select(record => (record.Level, record.Message)));
    }

    private void Write(int first, int last)
    {
        foreach (var message in Range(first, last))
        {
            _log.Write(Line(message));
        }
    }

    private List<List<string>> TakeAll()
    {
        var batches = new List<List<string>>();
        while (_log.Take() is { } message)
        {
            batches.Add([.. message.Entries.Select(entry => entry.Message)]);
        }

        return batches;
    }

    private static List<string> Range(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static ExecutionLogEntry Line(string message) =>
        new(
            Guid.NewGuid(),
            Guid.NewGuid(),
            null,
            LogSeverity.Info,
            LogCategory.Agent,
            "content_generation",
            message,
            null,
            DateTimeOffset.UnixEpoch);
}
