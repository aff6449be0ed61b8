namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>The kind of a quiz item.</summary>
internal enum QuizItemKind
{
    /// <summary>One option is right.</summary>
    One,

    /// <summary>Some options are right.</summary>
    Several,

    /// <summary>The options are steps, listed in the right order.</summary>
    Order,

    /// <summary>One option fills the gap <c>___</c> of the code or the sentence.</summary>
    Gap,

    /// <summary>One option is what the code prints.</summary>
    Output,

    /// <summary>One option says what is wrong in the code.</summary>
    Error,
}
