using System.Text.Json;
using System.Text.Json.Nodes;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Unit.Authoring;
using RoadmapAgent.Tests.Unit.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Data.Roadmaps;

public sealed class RoadmapViewsTests
{
    private static readonly Guid Id = Guid.Parse("0199d0c0-0000-7000-8000-000000000001");
    private static readonly QuizResults NoQuiz = new(0, null, null);
    private static readonly DateTimeOffset Created = new(2026, 11, 23, 17, 0, 0, TimeSpan.Zero);

    public static TheoryData<ContentStatus, ContentStatus[]> Concepts => new()
    {
        { ContentStatus.Pending, [] },
        { ContentStatus.Pending, [ContentStatus.Pending, ContentStatus.Pending, ContentStatus.Pending] },
        { ContentStatus.Pending, [ContentStatus.Completed, ContentStatus.Pending, ContentStatus.Completed] },
        { ContentStatus.Pending, [ContentStatus.Failed, ContentStatus.Pending, ContentStatus.Completed] },
        { ContentStatus.Completed, [ContentStatus.Completed, ContentStatus.Completed, ContentStatus.Completed] },
        { ContentStatus.PartialFailure, [ContentStatus.Completed, ContentStatus.Failed, ContentStatus.Completed] },
        { ContentStatus.Failed, [ContentStatus.Failed, ContentStatus.Failed, ContentStatus.Failed] },
    };

    [Theory]
    [MemberData(nameof(Concepts))]
    public void A_concept_is_pending_until_all_pieces_are_attempted_and_then_reflects_their_outcome(
        ContentStatus overall, ContentStatus[] pieces)
    {
        var plan = Plans.Of(1, 1, 1);

        Assert.Equal(
            overall, View(plan, [.. pieces.Select(piece => new ItemStatus("c-1-1-1", piece))]).Stages[0].Modules[0].Concepts[0].Status);
        Assert.Equal(
            overall,
            RoadmapViews.Create(
                plan.Concepts().Single(),
                [.. pieces.Select(piece => new ItemContent("c-1-1-1", ContentKind.Quiz, piece, Content: null))],
                done: false,
                NoQuiz).Status);
    }

    [Fact]
    public void A_roadmap_without_a_plan_shows_its_goal_and_empty_totals()
    {
        var view = RoadmapViews.Create(
            new(Id, "Learn C#", RoadmapStatus.Pending, WorkflowStep.Queued, 0, null, null, [], [], null, null, null, Created, null));

        Assert.Equal(
            new RoadmapView(
                Id,
                "Learn C#",
                RoadmapStatus.Pending,
                WorkflowStep.Queued,
                null,
                null,
                0,
                0,
                null,
                new(0, 0, 0),
                new(0, 0, null),
                0,
                null,
                null,
                view.Stages,
                Created,
                null),
            view);
        Assert.Empty(view.Stages);
    }

    [Fact]
    public void Progress_counts_concepts_and_partially_failed_ones_count_as_failed()
    {
        var view = View(Plans.Of(1, 2, 3),
            [
                new("c-1-1-1", ContentStatus.Completed), new("c-1-1-1", ContentStatus.Completed),
                new("c-1-1-2", ContentStatus.Completed), new("c-1-1-2", ContentStatus.Failed),
                new("c-1-1-3", ContentStatus.Failed), new("c-1-1-3", ContentStatus.Failed),
                new("c-1-2-1", ContentStatus.Failed), new("c-1-2-1", ContentStatus.Pending),
            ]);

        Assert.Equal(new(Total: 6, Completed: 1, Failed: 2), view.Progress);
        Assert.Equal(
            [
                ContentStatus.Completed,
                ContentStatus.PartialFailure,
                ContentStatus.Failed,
                ContentStatus.Pending,
                ContentStatus.Pending,
                ContentStatus.Pending,
            ],
            view.Stages.SelectMany(stage => stage.Modules).SelectMany(module => module.Concepts).Select(concept => concept.Status));
    }

    [Fact]
    public void Stages_modules_and_concepts_keep_their_order_and_text()
    {
        var plan = Plans.Of(2, 2, 2);
        var view = View(plan, []);

        Assert.Equal((plan.Title, plan.Summary, plan.TotalHours, plan.Weeks), (view.Title, view.Summary, view.TotalHours, view.Weeks));
        Assert.Equal(
            plan.Stages.Select(stage => (stage.Title, stage.Description)), view.Stages.Select(stage => (stage.Title, stage.Description)));
        Assert.Equal(
            plan.Stages.SelectMany(s => s.Modules).Select(m => (m.Title, m.Description)),
            view.Stages.SelectMany(s => s.Modules).Select(m => (m.Title, m.Description)));
        Assert.Equal(
            plan.Concepts().Select(c => (c.Id, c.Name, c.Description, c.Hours, c.Difficulty, string.Join(' ', c.Prerequisites))),
            view.Stages.SelectMany(s => s.Modules)
                .SelectMany(m => m.Concepts)
                .Select(c => (c.Id, c.Name, c.Description, c.Hours, c.Difficulty, string.Join(' ', c.Prerequisites))));
    }

    [Fact]
    public void A_roadmap_is_serialised_as_camel_case_JSON_with_snake_case_values()
    {
        var view = RoadmapViews.Create(new(
            Id,
            "Learn C#",
            RoadmapStatus.PartialFailure,
            WorkflowStep.Finished,
            1,
            Plans.Of(1, 1, 1),
            "1 of 3 pieces of content could not be written.",
            [new("c-1-1-1", ContentStatus.Completed), new("c-1-1-1", ContentStatus.Failed)],
            ["c-1-1-1"],
            0.5,
            null,
            new(100, 80, 60, 40, 20, ["Short."]),
            Created,
            Created.AddMinutes(1)));

        AssertJson(
            """
            {"id":"0199d0c0-0000-7000-8000-000000000001","goal":"Learn C#","status":"partial_failure","step":"finished",
             "title":"Learn .NET","summary":"From the first line to a service.",
             "totalHours":1,"weeks":1,"error":"1 of 3 pieces of content could not be written.",
             "progress":{"total":1,"completed":0,"failed":1},
             "learning":{"done":1,"total":1,"quizAverage":0.5},"round":1,"waitingForReviewSince":null,
             "score":{"overall":65,"dimensions":{"knowledgeCompleteness":100,"knowledgeProgression":80,"stageCoherence":60,
               "moduleClarity":40,"userAlignment":20,"warnings":["Short."]}},
             "stages":[{"title":"Stage 1","description":"A result.","modules":[
               {"title":"Module 1-1","description":"Together.","concepts":[
                 {"id":"c-1-1-1","name":"Concept c-1-1-1","description":"What it is.","hours":1,"difficulty":"medium",
                  "prerequisites":[],"status":"partial_failure","done":true}]}]}],
             "createdAt":"2026-11-23T17:00:00+00:00","endedAt":"2026-11-23T17:01:00+00:00","conceptsAhead":null,"reading":null}
            """,
            view);
    }

    [Fact]
    public void The_reading_of_a_goal_survives_storage_and_older_intents_have_none()
    {
        var intent = AuthorDesk.Intent(new GoalCase("Switch from Java to Go by March, with knitting").Request());
        var stored = JsonSerializer.Serialize(intent, DomainJson.Options);
        var older = """{"parsedGoal":"Learn C#","keyTechnologies":["C#"],"skillGaps":[],"understood":true}""";

        Assert.Equal(intent.Reading!.Text, JsonSerializer.Deserialize<Intent>(stored, DomainJson.Options)!.Reading!.Text);
        Assert.Contains("coming from Java", intent.Reading.Text, StringComparison.Ordinal);
        Assert.Null(JsonSerializer.Deserialize<Intent>(older, DomainJson.Options)!.Reading);
        Assert.Null(JsonSerializer.Deserialize<RoadmapRequest>(
            """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":5,"knownTechnologies":[],"skipReview":true}""",
            DomainJson.Options)!.AskedOn);
    }

    [Fact]
    public void A_concept_shows_its_written_content_and_null_for_the_rest()
    {
        var tutorial = new Tutorial("Joins", "Two tables at once.", "# Joins", 25);
        var view = RoadmapViews.Create(Plans.Concept("c-1-1-1"),
            [
                new(
                    "c-1-1-1",
                    ContentKind.Tutorial,
                    ContentStatus.Completed,
                    JsonSerializer.SerializeToElement(tutorial, DomainJson.Options)),
                new("c-1-1-1", ContentKind.Resources, ContentStatus.Failed, JsonSerializer.SerializeToElement<object?>(null)),
                new("c-1-1-1", ContentKind.Quiz, ContentStatus.Pending, Content: null),
            ],
            done: true,
            new(2, 0.75, 0.5));

        Assert.Equal(tutorial, view.Tutorial);
        AssertJson(
            """
            {"id":"c-1-1-1","name":"Concept c-1-1-1","status":"pending","done":true,
             "tutorial":{"title":"Joins","summary":"Two tables at once.","markdown":"# Joins","estimatedMinutes":25},
             "resources":null,"quiz":null,
             "quizResults":{"attempts":2,"bestScore":0.75,"lastScore":0.5},"note":null}
            """,
            view);
    }

    [Fact]
    public void Authored_content_is_shown_unchanged()
    {
        var request = Requests.For("become a .NET back-end developer");
        var brief = AuthorDesk.Briefs(request, AuthorDesk.Plan(request))[0];
        var (tutorial, resources, quiz) = (AuthorDesk.Tutorial(brief), AuthorDesk.Resources(brief), AuthorDesk.Quiz(brief));

        var view = RoadmapViews.Create(brief.Concept,
            [
                new("c-1-1-1", ContentKind.Quiz, ContentStatus.Completed, JsonSerializer.SerializeToElement(quiz, DomainJson.Options)),
                new(
                    "c-1-1-1",
                    ContentKind.Resources,
                    ContentStatus.Completed,
                    JsonSerializer.SerializeToElement(resources, DomainJson.Options)),
                new(
                    "c-1-1-1",
                    ContentKind.Tutorial,
                    ContentStatus.Completed,
                    JsonSerializer.SerializeToElement(tutorial, DomainJson.Options)),
            ],
            done: false,
            NoQuiz);

        Assert.Equal(ContentStatus.Completed, view.Status);
        Assert.Equal(tutorial, view.Tutorial);
        Assert.Equal(resources, view.Resources);
        Assert.Equivalent(quiz, view.Quiz, strict: true);
    }

    private static RoadmapView View(Framework plan, IReadOnlyList<ItemStatus> items) =>
        RoadmapViews.Create(
            new(
                Id,
                "Learn C#",
                RoadmapStatus.Processing,
                WorkflowStep.ContentGeneration,
                0,
                plan,
                null,
                items,
                [],
                null,
                null,
                null,
                Created,
                null));

    private static void AssertJson<T>(string expected, T actual)
    {
        var written = JsonSerializer.SerializeToNode(actual, DomainJson.Options);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), written), written?.ToJsonString());
    }
}
