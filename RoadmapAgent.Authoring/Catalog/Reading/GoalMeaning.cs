using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>
/// What a goal says: the things that it names with its mood about each, its times, and the words that were not understood.
/// </summary>
/// <param name="Mentions">The things with their moods, in the order of the goal.</param>
/// <param name="Time">The first time limit, or null.</param>
/// <param name="Rate">The words that name hours per week, or null.</param>
/// <param name="KnownWords">Words that say what the learner comes from, but name nothing known.</param>
/// <param name="NotUnderstood">Other words that were not understood.</param>
internal sealed record GoalMeaning(
    IReadOnlyList<Said> Mentions,
    TimeLimit? Time,
    string? Rate,
    IReadOnlyList<string> KnownWords,
    IReadOnlyList<string> NotUnderstood)
{
    /// <summary>Returns the things in one mood, each once.</summary>
    public IReadOnlyList<Mention> In(Mood mood) =>
        [.. Mentions.Where(one => one.Mood == mood).Select(one => one.Mention).DistinctBy(mention => mention.Name)];
}
