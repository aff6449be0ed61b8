using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

/// <summary>Requests for tests: single ones, and generated ones that mix real goals, noise and known technologies.</summary>
internal static class Requests
{
    public static RoadmapRequest For(string goal, Level level = Level.Beginner, int hours = 8, params string[] known) =>
        new(goal, level, hours, known, SkipReview: true);

    public static Arbitrary<RoadmapRequest> Any()
    {
        var graph = SkillGraph.BuiltIn;
        var phrases = graph.Goals.SelectMany(goal => goal.Phrases).Concat(graph.Skills.SelectMany(skill => skill.Aliases)).ToArray();
        var names = graph.Skills.Select(skill => skill.Name).Concat(["", " ", "COBOL", "c++", "<script>", "😀"]).ToArray();
        var noise = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        var goals = Gen.Frequency(
            (5, Gen.Elements(phrases)),
            (2, Gen.Elements(phrases).Two().Select(two => $"I want {two.Item1} and also {two.Item2}!")),
            (2, noise),
            (1, Gen.Elements("learn to juggle", "  ", "a", "become a better cook\nand baker", "**bold** [x](y) `code`")));
        var generator =
            from goal in goals
            from level in Gen.Elements(Level.Beginner, Level.Intermediate, Level.Advanced)
            from hours in Gen.Choose(1, 80)
            from known in Gen.Frequency((4, Gen.Elements(names)), (1, noise)).ListOf().Resize(12)
            select new RoadmapRequest(goal, level, hours, [.. known], SkipReview: true);
        return Arb.From(generator);
    }
}
