using System.Text.Json;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Data.Roadmaps;

public sealed class StoredJsonTests
{
    private static readonly JsonElement Content = JsonDocument.Parse("""{"title":"Types","estimatedMinutes":2.50}""").RootElement;

    [Theory]
    [InlineData(typeof(RoadmapRequest))]
    [InlineData(typeof(Intent))]
    [InlineData(typeof(GoalReading))]
    [InlineData(typeof(Framework))]
    [InlineData(typeof(Concept))]
    [InlineData(typeof(CurriculumScore))]
    [InlineData(typeof(Tutorial))]
    [InlineData(typeof(IReadOnlyList<LearningResource>))]
    [InlineData(typeof(IReadOnlyList<QuizQuestion>))]
    [InlineData(typeof(List<QuizQuestion>))]
    [InlineData(typeof(QuizQuestion))]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(List<double>))]
    [InlineData(typeof(Dictionary<string, string>))]
    public void The_metadata_of_what_is_stored_is_generated(Type type) => GeneratedJson.IsComplete(StoredJson.Format, type);

    [Fact]
    public void Held_commands_are_written_and_read_as_by_reflection() => GeneratedJson.IsLikeReflection<IEnumerable<OutboxMessage>>(
        StoredJson.Format,
        [
            OutboxMessage.Create("content-generation", new GenerateConcept(Guid.NewGuid(), "c-1-1-1"), TimeSpan.FromSeconds(2.5)),
            OutboxMessage.Create(queue: null, new ProgressRecorded(Guid.NewGuid(), 1, "progress", "{}", DateTimeOffset.UnixEpoch)),
        ]);

    [Fact]
    public void The_outcomes_of_content_are_written_and_read_as_by_reflection()
    {
        var state = new WorkflowState(
            Guid.NewGuid(), RoadmapStatus.Processing, WorkflowStep.ContentGeneration, Round: 1, SkipReview: false);
        var outcomes = ConceptOutcome.Of(state, "c-1-1-1", DateTimeOffset.UnixEpoch);

        Assert.NotEmpty(outcomes);
        GeneratedJson.IsLikeReflection<List<ConceptOutcome>>(StoredJson.Format, [.. outcomes]);
    }

    [Fact]
    public void Content_items_are_written_and_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection<List<ItemStatus>>(StoredJson.Format, [new("c-1-1-1", ContentStatus.PartialFailure)]);
        GeneratedJson.IsLikeReflection<List<ItemContent>>(
            StoredJson.Format,
            [
                new("c-1-1-1", ContentKind.Tutorial, ContentStatus.Completed, Content),
                new("c-1-1-1", ContentKind.Quiz, ContentStatus.Pending, Content: null),
            ]);
    }

    [Fact]
    public void Answers_and_lists_are_written_and_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection<IReadOnlyList<IReadOnlyList<int>?>>(StoredJson.Format, [[0], null, [1, 2], []]);
        GeneratedJson.IsLikeReflection<List<string>>(StoredJson.Format, ["a", "“ü”"]);
        GeneratedJson.IsLikeReflection<List<double>>(StoredJson.Format, [0, 1.0 / 3]);
        GeneratedJson.IsLikeReflection<Dictionary<string, string>>(StoredJson.Format, new() { ["C-1"] = "A note." });
    }
}
