using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>
/// Consecutive words of a goal that say one thing: a mention, a time limit, a cue, or, without any of them, something unknown.
/// </summary>
/// <param name="First">The index of the first word.</param>
/// <param name="Count">The number of words.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="Cue">The cue, or null.</param>
/// <param name="Mention">The mention, or null.</param>
/// <param name="Time">The time limit, or null.</param>
/// <param name="IsRate">Whether the time is one of hours per week.</param>
internal sealed record GoalPart(
    int First, int Count, Pause Before, Cue? Cue = null, Mention? Mention = null, TimeLimit? Time = null, bool IsRate = false);
