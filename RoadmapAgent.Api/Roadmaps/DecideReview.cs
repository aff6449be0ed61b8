using System.ComponentModel;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A learner's decision about a plan.</summary>
/// <param name="Approved">Whether the plan is accepted.</param>
/// <param name="Feedback">What should be different; required unless approved.</param>
internal sealed record DecideReview(
    [property: Description("Whether the plan is accepted; if not, it is edited and comes back.")] bool? Approved,
    [property: Description("What should be different; 3 to 2000 characters, required unless approved.")] string? Feedback = null);
