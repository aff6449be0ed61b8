namespace RoadmapAgent.Api.Identity;

/// <summary>The response to an operator who has taken over the roadmaps without an owner.</summary>
/// <param name="Count">The number of these roadmaps.</param>
internal sealed record ClaimedRoadmaps(int Count);
