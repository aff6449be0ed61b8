using System.ComponentModel;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A learner's decision about a plan.</summary>
/// <param name="Approved">Whether the plan is accepted.</param>
/// <param name="Feedback">The requested changes; required unless approved.</param>
internal sealed record DecideReview(
    [property: Description("Whether the plan is accepted; if not, it is edited and returns for review.")] bool? Approved,
    [property: Description("The requested changes; 3 to 2000 characters, required unless approved.")] string? Feedback = null);
