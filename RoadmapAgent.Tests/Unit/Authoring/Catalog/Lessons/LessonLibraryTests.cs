using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Lessons;

/// <summary>What must hold for the lessons of every skill.</summary>
public sealed class LessonLibraryTests
{
    public static TheoryData<string> Skills => [.. LessonLibrary.Skills()];

    [Fact]
    public void All_lesson_files_belong_to_a_skill() =>
        Assert.All(LessonLibrary.Skills(), id => Assert.True(SkillGraph.BuiltIn.TryGet(id, out _), id));

    [Fact]
    public void A_skill_without_files_has_no_lessons() =>
        Assert.Empty(LessonLibrary.Of(SkillGraph.BuiltIn["git"] with { Id = "none" }).Lessons);

    [Theory]
    [MemberData(nameof(Skills))]
    public void A_skills_lessons_are_consistent_and_make_a_tutorial_that_is_shown_safely(string id)
    {
        var skill = SkillGraph.BuiltIn[id];
        var lessons = LessonLibrary.Of(skill);
        Assert.All(skill.Points, point => Assert.NotNull(lessons.Find(point)));
        var tutorial = ContentValidation.Check(AuthorDesk.Tutorial(BriefOf(skill)));

        var html = TutorialHtml.Render(tutorial.Markdown);

        Assert.Equal(skill.Points.Count, html.Split("<details><summary>Solution</summary>").Length - 1);
        Assert.Equal(skill.Points.Count, html.Split("</details>").Length - 1);
        Assert.DoesNotContain("```output", tutorial.Markdown, StringComparison.Ordinal);
        Assert.DoesNotMatch("```[a-z]+ (run|fails)", tutorial.Markdown);
    }

    private static ConceptBrief BriefOf(Skill skill)
    {
        var concept = new Concept("c-1-1-1", skill.Name, skill.Description, 40, skill.Difficulty, [], SkillPart.Whole(skill).Keywords());
        return new(Guid.Empty, Requests.For($"learn {skill.Name}"), "Roadmap", "Stage", "Module", concept, []);
    }
}
