namespace RoadmapAgent.Benchmarks.Results;

/// <summary>What became of a figure since another run.</summary>
internal enum Verdict
{
    /// <summary>The readings of both runs overlap, or are the same.</summary>
    WithinSpread,

    /// <summary>Every reading is better than every one before.</summary>
    Better,

    /// <summary>Every reading is worse than every one before.</summary>
    Worse,
}
