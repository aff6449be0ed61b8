using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Contracts;

public sealed class MessagesTests
{
    private static readonly Guid Roadmap = Guid.Parse("0199d0c0-0000-7000-8000-000000000001");
    private static readonly ExecutionLogEntry[] Entries =
    [
        new(
            Guid.NewGuid(),
            Roadmap,
            "c-1-1-1",
            LogSeverity.Warning,
            LogCategory.Retry,
            "content_generation",
            "Line one\nline two \"quoted\" ✓",
            12.5,
            new(2026, 11, 23, 17, 4, 5, 678, TimeSpan.FromHours(1))),
        new(Guid.NewGuid(), Roadmap, null, LogSeverity.Debug, LogCategory.Database, "queued", "", null, DateTimeOffset.UnixEpoch),
    ];

    private static readonly DateTimeOffset At = new(2026, 11, 23, 17, 4, 5, 678, TimeSpan.FromHours(1));

    [Fact]
    public void A_step_command_round_trips_through_the_outbox() => Survives(
        new AdvanceRoadmap(Roadmap, WorkflowStep.StructureValidation, 2),
        """{"roadmapId":"0199d0c0-0000-7000-8000-000000000001","step":"structure_validation","round":2}""");

    [Fact]
    public void A_concept_command_round_trips_through_the_outbox() => Survives(
        new GenerateConcept(Roadmap, "c-1-2-3"), """{"roadmapId":"0199d0c0-0000-7000-8000-000000000001","conceptId":"c-1-2-3"}""");

    [Fact]
    public void An_event_with_embedded_JSON_round_trips_through_the_outbox()
    {
        var happened = new ProgressRecorded(Roadmap, 7, "concept_complete", """{"conceptId":"c-1-1-1","completed":1}""", At);

        Assert.Equal(happened, ThroughTheOutbox(happened));
        Assert.Equal(At.Offset, ((ProgressRecorded)ThroughTheOutbox(happened)).At.Offset);
    }

    [Fact]
    public void Execution_logs_with_missing_values_round_trip_through_the_outbox() =>
        Assert.Equal(Entries, ((WriteExecutionLogs)ThroughTheOutbox(new WriteExecutionLogs(Entries))).Entries);

    [Fact]
    public void Compressed_execution_logs_round_trip_through_the_outbox() => Assert.Equal(
        Entries,
        ((WriteCompressedExecutionLogs)ThroughTheOutbox(WriteCompressedExecutionLogs.Of(new(Entries)))).Read().Entries);

    [Fact]
    public void Execution_logs_that_are_not_compressed_are_refused_as_a_fault_of_the_message() =>
        Assert.Throws<JsonException>(() => new WriteCompressedExecutionLogs([1, 2, 3]).Read());

    [Fact]
    public void Execution_logs_that_decompress_to_very_much_are_refused_before_they_take_the_memory()
    {
        using var compressed = new MemoryStream();
        using (var bomb = new DeflateStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var mebibytes = 0; mebibytes < 70; mebibytes++)
            {
                bomb.Write(blanks);
            }

            bomb.Write("[]"u8);
        }

        Assert.InRange(compressed.Length, 1, 1 << 20);
        Assert.Throws<JsonException>(() => new WriteCompressedExecutionLogs(compressed.ToArray()).Read());
    }

    [Fact]
    public void The_outbox_carries_exactly_the_message_records_of_the_contracts_namespace() => Assert.Equal(
        typeof(Messages).Assembly
            .GetExportedTypes()
            .Where(type => type.Namespace == typeof(Messages).Namespace && type.GetMethod("<Clone>$") is not null)
            .OrderBy(type => type.Name),
        Messages.Types.OrderBy(type => type.Name));

    [Fact]
    public void Enum_values_round_trip_in_snake_case()
    {
        RoundTrip<RoadmapStatus>("pending", "processing", "human_review_pending", "completed", "partial_failure", "failed", "cancelled");
        RoundTrip<WorkflowStep>(
            "queued",
            "intent_analysis",
            "curriculum_design",
            "structure_validation",
            "roadmap_edit",
            "human_review",
            "content_generation",
            "finished");
        RoundTrip<ContentStatus>("pending", "completed", "failed", "partial_failure");
        RoundTrip<LogSeverity>("debug", "info", "warning", "error");
        RoundTrip<LogCategory>("workflow", "agent", "database", "api", "retry");
    }

    [Theory]
    [InlineData("Pending")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("human_review")]
    public void An_unknown_enum_name_is_refused(string name) => Assert.Throws<FormatException>(() => DomainJson.Parse<RoadmapStatus>(name));

    private static void RoundTrip<T>(params string[] names) where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        Assert.Equal(names, values.Select(DomainJson.Name));
        Assert.Equal(values, names.Select(DomainJson.Parse<T>));
        Assert.Equal(names.Select(name => $"\"{name}\""), values.Select(value => JsonSerializer.Serialize(value, DomainJson.Options)));
    }

    private static void Survives<T>(T message, string json) where T : class
    {
        Assert.Equal(json, OutboxMessage.Create("queue", message).Body);
        Assert.Equal(message, ThroughTheOutbox(message));
    }

    private static object ThroughTheOutbox<T>(T message) where T : class
    {
        var (type, read) = new MessageTypes(Messages.Types).Read(OutboxMessage.Create("queue", message));
        Assert.Equal(typeof(T), type);
        return Assert.IsType<T>(read);
    }
}
