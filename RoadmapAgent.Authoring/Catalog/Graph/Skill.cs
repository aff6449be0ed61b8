using System.Text.Json.Serialization;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>One node of the skill graph.</summary>
/// <param name="Id">Unique in the graph; kebab-case.</param>
/// <param name="Name">Unique in the graph; also recognised in goals.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Why">The reason to learn it.</param>
/// <param name="Tier">Its tier in its field.</param>
/// <param name="Difficulty">Its difficulty for learners who know the prerequisites.</param>
/// <param name="Hours">Its hours; 0 means assumed at that level.</param>
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
    /// <summary>The field's id; set when the graph is built.</summary>
    [JsonIgnore]
    public string Field { get; init; } = "";
}
