namespace RoadmapAgent.Domain.Workflow;

/// <summary>What is being done, or was done last.</summary>
public enum WorkflowStep
{
    /// <summary>Accepted.</summary>
    Queued,

    /// <summary>Reading the goal.</summary>
    IntentAnalysis,

    /// <summary>Designing the plan.</summary>
    CurriculumDesign,

    /// <summary>Checking the plan.</summary>
    StructureValidation,

    /// <summary>Changing the plan as the check or a reviewer asked.</summary>
    RoadmapEdit,

    /// <summary>Waiting for a person.</summary>
    HumanReview,

    /// <summary>Writing the content of every concept.</summary>
    ContentGeneration,

    /// <summary>At its end.</summary>
    Finished,
}
