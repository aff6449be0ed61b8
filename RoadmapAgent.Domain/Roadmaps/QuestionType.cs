namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How a question is answered.</summary>
public enum QuestionType
{
    /// <summary>Exactly one option is right.</summary>
    SingleChoice,

    /// <summary>At least one option is right, and all right ones must be chosen.</summary>
    MultipleChoice,

    /// <summary>The options are "True" and "False".</summary>
    TrueFalse,
}
