using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring;

/// <summary>Everything an author needs to write about one concept.</summary>
/// <param name="RoadmapId">The roadmap; a model's calls are shared fairly between roadmaps.</param>
/// <param name="Request">The learner's request.</param>
/// <param name="RoadmapTitle">The roadmap the concept belongs to.</param>
/// <param name="StageTitle">Its stage.</param>
/// <param name="ModuleTitle">Its module.</param>
/// <param name="Concept">The concept.</param>
/// <param name="PrerequisiteNames">The names of the concepts it builds on.</param>
/// <param name="QuizAttempts">How often its quiz has been written before; 0 or more. A quiz written again asks other questions.</param>
public sealed record ConceptBrief(
    Guid RoadmapId,
    RoadmapRequest Request,
    string RoadmapTitle,
    string StageTitle,
    string ModuleTitle,
    Concept Concept,
    IReadOnlyList<string> PrerequisiteNames,
    int QuizAttempts = 0);
