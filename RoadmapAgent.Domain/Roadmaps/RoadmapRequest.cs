namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A learner's request.</summary>
/// <param name="Goal">The goal in the learner's words; 3 to 500 characters.</param>
/// <param name="CurrentLevel">The learner's current level.</param>
/// <param name="HoursPerWeek">The learner's hours per week; 1 to 80.</param>
/// <param name="KnownTechnologies">Technologies the learner already knows; at most 50 names of at most 100 characters.</param>
/// <param name="SkipReview">Whether content is written without waiting for approval of the plan.</param>
/// <param name="AskedOn">
/// The day of the request in UTC, which dates in the goal are relative to; null for requests of earlier versions, whose dates say nothing.
/// </param>
public sealed record RoadmapRequest(
    string Goal,
    Level CurrentLevel,
    int HoursPerWeek,
    IReadOnlyList<string> KnownTechnologies,
    bool SkipReview,
    DateOnly? AskedOn = null);
