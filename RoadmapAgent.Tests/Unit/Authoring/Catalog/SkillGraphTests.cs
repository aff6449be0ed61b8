using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog;

public class SkillGraphTests
{
    private static readonly SkillGraph Graph = SkillGraph.BuiltIn;

    [Fact]
    public void The_built_in_catalog_has_at_least_ten_fields_sixty_skills_and_twenty_goals()
    {
        var fields = Graph.Fields.Where(field => field.Id != SkillGraph.GenericField).ToList();
        Assert.True(fields.Count >= 10, $"{fields.Count} fields");
        Assert.True(fields.Sum(field => field.Skills.Count) >= 60, $"{fields.Sum(field => field.Skills.Count)} skills");
        Assert.True(Graph.Goals.Count >= 20, $"{Graph.Goals.Count} goals");
    }

    [Fact]
    public void The_built_in_catalog_is_loaded_once_per_process() => Assert.Same(SkillGraph.BuiltIn, SkillGraph.BuiltIn);

    [Fact]
    public void Every_key_point_has_an_explanation_of_several_sentences()
    {
        var thin = Graph.Skills.SelectMany(skill => skill.Points.Select(point => (skill.Id, point.Name, point.Text)))
            .Where(one => one.Text.Length < 120 || one.Text.Count(c => c is '.' or '?' or ':' or ';') < 2);
        Assert.Empty(thin);
    }

    [Fact]
    public void Every_goal_is_recognised_by_its_title_and_each_of_its_phrases()
    {
        foreach (var (goal, words) in Graph.GoalPhrases)
        {
            Assert.Equal(goal.Id, RequestReading.Of(Requests.For(string.Join(' ', words)), Graph).Goal?.Id);
        }

        foreach (var goal in Graph.Goals)
        {
            Assert.Equal(goal.Id, RequestReading.Of(Requests.For(goal.Title), Graph).Goal?.Id);
        }
    }

    [Theory]
    [InlineData("I'd like to become a senior .NET developer", "dotnet-backend")]
    [InlineData("Become a C# back end developer", "dotnet-backend")]
    [InlineData("run PostgreSQL in production", "postgres-production")]
    [InlineData("Learn Machine-Learning with Python!", "machine-learning")]
    [InlineData("I want to be a full-stack developer", "fullstack-js")]
    [InlineData("become a DevOps engineer", "devops")]
    public void Goals_are_recognised_in_everyday_wording(string text, string goal) =>
        Assert.Equal(goal, RequestReading.Of(Requests.For(text), Graph).Goal?.Id);

    [Theory]
    [InlineData("understand pgbouncer", "connection-pooling")]
    [InlineData("Kafka?", "kafka")]
    [InlineData("Go", "go")]
    [InlineData("learn rust", "rust")]
    public void Other_goals_are_recognised_by_the_skills_they_name(string text, string skill) =>
        Assert.Contains(RequestReading.Of(Requests.For(text), Graph).Targets, target => target.Id == skill);

    [Theory]
    [InlineData("learn to juggle")]
    [InlineData("I want to go deeper into life")]
    [InlineData("become a pastry chef")]
    public void Goals_outside_the_catalog_are_not_understood(string text) =>
        Assert.False(RequestReading.Of(Requests.For(text), Graph).Understood);

    [Theory]
    [InlineData("C#", "csharp")]
    [InlineData(".net", "csharp")]
    [InlineData("Go", "go")]
    [InlineData("Postgres", "postgresql")]
    [InlineData("k8s", "kubernetes")]
    public void Known_technologies_are_recognised_by_their_common_names(string name, string skill) =>
        Assert.Contains(skill, RequestReading.Of(Requests.For("devops", known: name), Graph).Known);

    [Fact]
    public void Known_technologies_imply_their_prerequisites_and_unknown_names_are_reported()
    {
        var reading = RequestReading.Of(Requests.For("devops", Level.Beginner, 8, "React", "Fortran 77"), Graph);
        Assert.Contains("javascript", reading.Known);
        Assert.Equal(["Fortran 77"], reading.Unrecognised);
    }

    [Fact]
    public void The_learning_order_puts_prerequisites_first()
    {
        var order = LearningOrder.Of(Graph.Skills.Select(skill => skill.Id).ToHashSet(), Graph).Select(skill => skill.Id).ToList();
        Assert.Equal(Graph.Skills.Count, order.Count);
        Assert.All(
            Graph.Skills,
            skill =>
                Assert.All(skill.Prerequisites, id => Assert.True(order.IndexOf(id) < order.IndexOf(skill.Id), $"{id} before {skill.Id}")));
    }

    [Fact]
    public void An_omitted_prerequisite_is_replaced_by_its_own_prerequisites()
    {
        var ids = new HashSet<string> { "csharp", "aspnet-core" };
        Assert.Equal(["csharp"], LearningOrder.PrerequisitesWithin(Graph["aspnet-core"], ids, Graph));
    }
}
