using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The content of a concept that is still to be written.</summary>
/// <param name="State">The roadmap's workflow state.</param>
/// <param name="Version">The number of changes so far; content is not stored if the roadmap has a different version.</param>
/// <param name="Request">The learner's request.</param>
/// <param name="RoadmapTitle">The plan's title.</param>
/// <param name="StageTitle">The concept's stage.</param>
/// <param name="ModuleTitle">Its module.</param>
/// <param name="Concept">The concept.</param>
/// <param name="PrerequisiteNames">The names of the concepts it builds on, in learning order.</param>
/// <param name="Kinds">The pieces not attempted yet.</param>
/// <param name="QuizAttempts">How often its quiz has been attempted before; 0 or more.</param>
public sealed record ConceptWork(
    WorkflowState State,
    int Version,
    RoadmapRequest Request,
    string RoadmapTitle,
    string StageTitle,
    string ModuleTitle,
    Concept Concept,
    IReadOnlyList<string> PrerequisiteNames,
    IReadOnlyList<ContentKind> Kinds,
    int QuizAttempts);
