using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>The difficulty of questions.</summary>
internal static class QuizDifficulty
{
    /// <summary>Returns the difficulty of a question about a point of this depth in a concept of this difficulty.</summary>
    public static Difficulty Of(Difficulty concept, Depth depth) => depth switch
    {
        Depth.Basic => Difficulty.Easy,
        Depth.Core => concept,
        _ => concept == Difficulty.Easy ? Difficulty.Medium : Difficulty.Hard,
    };
}
