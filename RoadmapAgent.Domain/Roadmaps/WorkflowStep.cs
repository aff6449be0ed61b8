namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A step of the workflow.</summary>
public enum WorkflowStep
{
    /// <summary>Accepted.</summary>
    Queued,

    /// <summary>Analyzing the request.</summary>
    IntentAnalysis,

    /// <summary>Designing the plan.</summary>
    CurriculumDesign,

    /// <summary>Validating the plan.</summary>
    StructureValidation,

    /// <summary>Editing the plan as requested by the validation or a reviewer.</summary>
    RoadmapEdit,

    /// <summary>Waiting for review.</summary>
    HumanReview,

    /// <summary>Writing the content of every concept.</summary>
    ContentGeneration,

    /// <summary>Ended.</summary>
    Finished,
}
