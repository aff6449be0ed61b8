using System.Text.Json.Serialization;

namespace RoadmapAgent.Authoring;

/// <summary>A plan of edits.</summary>
/// <param name="Summary">A summary of the requested changes.</param>
/// <param name="Edits">The edits in order.</param>
public sealed record EditPlan(string Summary, IReadOnlyList<PlannedEdit> Edits)
{
    /// <summary>The wishes that the edits come from, in their order. Default: none, as from a model, which is not asked for them.</summary>
    [JsonIgnore]
    public IReadOnlyList<Wish> Wishes { get; init; } = [];
}
