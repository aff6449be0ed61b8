namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>Whether a reviewer's wish was fulfilled.</summary>
public enum FeedbackOutcome
{
    /// <summary>The plan was changed as requested, or was so already.</summary>
    Done,

    /// <summary>It was understood, but is not possible.</summary>
    NotPossible,

    /// <summary>It was not understood.</summary>
    NotUnderstood,
}
