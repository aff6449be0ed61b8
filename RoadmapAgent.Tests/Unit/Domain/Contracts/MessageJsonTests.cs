using System.Text.Json;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Contracts;

public sealed class MessageJsonTests
{
    // Without the contract, which reflection would not know.
    private static readonly JsonSerializerOptions Json = DomainJson.With(MessageJson.Default);
    private static readonly DateTimeOffset At = new(2026, 11, 23, 17, 4, 5, 678, TimeSpan.FromHours(1));

    private static readonly ExecutionLogEntry[] Entries =
    [
        new(
            Guid.NewGuid(),
            Guid.NewGuid(),
            "c-1-1-1",
            LogSeverity.Warning,
            LogCategory.Retry,
            "content_generation",
            "“Ünï”\n<✓>",
            12.5,
            At),
        new(Guid.NewGuid(), Guid.NewGuid(), null, LogSeverity.Debug, LogCategory.Database, "queued", "", null, DateTimeOffset.UnixEpoch),
    ];

    public static TheoryData<Type> Types => [.. Messages.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void The_metadata_of_every_message_is_generated(Type type) => GeneratedJson.IsComplete(Messages.Json, type);

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_message_is_written_and_read_as_by_reflection(Type type)
    {
        object[] examples =
        [
            new AdvanceRoadmap(Guid.NewGuid(), WorkflowStep.StructureValidation, 2),
            new GenerateConcept(Guid.NewGuid(), "c-1-2-3"),
            new ProgressRecorded(Guid.NewGuid(), 7, "concept_complete", """{"conceptId":"c-1-1-1","completed":1}""", At),
            new WriteExecutionLogs(Entries),
            WriteCompressedExecutionLogs.Of(new(Entries)),
        ];

        GeneratedJson.IsLikeReflection(Json, type, examples.Single(example => example.GetType() == type));
    }

    [Fact]
    public void Compressed_lines_are_written_and_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection<IReadOnlyList<ExecutionLogEntry>>(Json, Entries);
        GeneratedJson.IsLikeReflection<List<ExecutionLogEntry>>(Json, [.. Entries]);
    }
}
