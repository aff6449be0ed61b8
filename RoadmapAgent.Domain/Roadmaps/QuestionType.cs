namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The type of a question.</summary>
public enum QuestionType
{
    /// <summary>Exactly one option is correct.</summary>
    SingleChoice,

    /// <summary>At least one option is correct, and all correct ones must be chosen.</summary>
    MultipleChoice,

    /// <summary>The options are "True" and "False".</summary>
    TrueFalse,

    /// <summary>The options are steps, and the answer lists all of them in the right order.</summary>
    Order,
}
