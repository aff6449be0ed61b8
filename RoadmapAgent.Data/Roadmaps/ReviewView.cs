using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What a reviewer looks at besides the plan.</summary>
/// <param name="Round">How often the plan was edited.</param>
/// <param name="WaitingSince">Since when it waits, if it does.</param>
/// <param name="Feedback">What the last reviewer wanted to be different.</param>
/// <param name="Changes">What has changed since.</param>
public sealed record ReviewView(int Round, DateTimeOffset? WaitingSince, string? Feedback, IReadOnlyList<PlanChange> Changes);
