using System.Text.Json.Serialization;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Authors.Catalog;

/// <summary>Where in a field a skill stands; a skill never needs one of a later tier.</summary>
internal enum Tier
{
    /// <summary>Everybody in the field has it; taught to beginners, refreshed or left out for others.</summary>
    Foundation,

    /// <summary>The field's daily work.</summary>
    Core,

    /// <summary>What is learned on top of daily work.</summary>
    Specialist,
}

/// <summary>How far a key point goes.</summary>
internal enum Depth
{
    /// <summary>What a beginner meets first.</summary>
    Basic,

    /// <summary>What everybody who uses the skill must know.</summary>
    Core,

    /// <summary>What tells an experienced user apart.</summary>
    Deep,
}

/// <summary>One node of the skill graph.</summary>
/// <param name="Id">Unique in the graph; kebab-case.</param>
/// <param name="Name">Unique in the graph; also recognised in goals.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Why">Why a learner needs it.</param>
/// <param name="Tier">Where in its field it stands.</param>
/// <param name="Difficulty">How hard it is once the prerequisites are known.</param>
/// <param name="Hours">What it takes; 0 means taken for granted at that level.</param>
/// <param name="Prerequisites">Ids of skills it builds on directly.</param>
/// <param name="Aliases">Further phrases that name the skill inside a sentence.</param>
/// <param name="Points">Its key points in teaching order.</param>
/// <param name="Exercise">One exercise over the whole skill.</param>
/// <param name="Links">Official documentation, the most useful first.</param>
/// <param name="Names">Names too short or too common to be found inside a sentence, such as "Go"; matched against whole entries.</param>
internal sealed record Skill(
    string Id,
    string Name,
    string Description,
    string Why,
    Tier Tier,
    Difficulty Difficulty,
    LevelHours Hours,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<KeyPoint> Points,
    string Exercise,
    IReadOnlyList<Link> Links,
    IReadOnlyList<string>? Names = null)
{
    /// <summary>The field's id; set when the graph is put together.</summary>
    [JsonIgnore]
    public string Field { get; init; } = "";
}

/// <summary>Hours of study a skill takes, by the learner's level.</summary>
internal sealed record LevelHours(double Beginner, double Intermediate, double Advanced)
{
    /// <summary>The hours at <paramref name="level"/>.</summary>
    public double At(Level level) => level switch
    {
        Level.Beginner => Beginner,
        Level.Intermediate => Intermediate,
        _ => Advanced,
    };
}

/// <summary>One thing to understand about a skill: what it is, how to try it, how it goes wrong, how to ask for it.</summary>
internal sealed record KeyPoint(
    string Name,
    Depth Depth,
    string Text,
    string Try,
    string Mistake,
    Question Question,
    IReadOnlyList<Claim> Claims,
    CodeExample? Example = null);

/// <summary>A question with one right answer and plausible wrong ones.</summary>
internal sealed record Question(string Ask, string Answer, IReadOnlyList<string> Wrong, string Because);

/// <summary>A statement that is true or false, and why.</summary>
internal sealed record Claim(string Statement, bool IsTrue, string Because);

/// <summary>Code or commands in a named language.</summary>
internal sealed record CodeExample(string Language, string Code);

/// <summary>An official page.</summary>
internal sealed record Link(string Title, string Url, ResourceType Type, string About);

/// <summary>A piece of work that uses several skills together.</summary>
/// <param name="Id">Unique among projects.</param>
/// <param name="Name">The project's name.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Hours">What it takes; never 0.</param>
/// <param name="Skills">Ids of the skills it exercises.</param>
/// <param name="Brief">What is built and for whom.</param>
/// <param name="Milestones">The way there, in order.</param>
/// <param name="Done">How one sees that it is finished.</param>
internal sealed record Project(
    string Id,
    string Name,
    string Description,
    LevelHours Hours,
    IReadOnlyList<string> Skills,
    string Brief,
    IReadOnlyList<string> Milestones,
    IReadOnlyList<string> Done);

/// <summary>One data file: a field with its skills and projects.</summary>
internal sealed record Field(string Id, string Name, IReadOnlyList<Skill> Skills, IReadOnlyList<Project> Projects);

/// <summary>A goal learners state, mapped to the skills it takes.</summary>
/// <param name="Id">Unique among goals.</param>
/// <param name="Title">The roadmap's title.</param>
/// <param name="Phrases">Phrases that state the goal; their words may stand slightly apart.</param>
/// <param name="Skills">Target skills, the most important first.</param>
/// <param name="Extras">Skills worth adding when there is time.</param>
internal sealed record Goal(string Id, string Title, IReadOnlyList<string> Phrases, IReadOnlyList<string> Skills, IReadOnlyList<string> Extras);

/// <summary>The data file of the goals.</summary>
internal sealed record GoalList(IReadOnlyList<Goal> Goals);
