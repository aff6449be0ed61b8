namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>What a learner asks for.</summary>
/// <param name="Goal">The goal in the learner's words; 3 to 500 characters.</param>
/// <param name="CurrentLevel">Where the learner stands today.</param>
/// <param name="HoursPerWeek">Hours a week the learner has; 1 to 80.</param>
/// <param name="KnownTechnologies">Technologies that need no teaching; at most 50 names of at most 100 characters.</param>
/// <param name="SkipReview">Whether content is written without waiting for a person to approve the plan.</param>
public sealed record RoadmapRequest(
    string Goal,
    Level CurrentLevel,
    int HoursPerWeek,
    IReadOnlyList<string> KnownTechnologies,
    bool SkipReview);
