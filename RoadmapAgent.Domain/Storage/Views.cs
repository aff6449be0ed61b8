using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Domain.Storage;

/// <summary>A roadmap as its learner sees it.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">What was asked for.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Step">What is being done.</param>
/// <param name="Title">The plan's title, once there is one.</param>
/// <param name="Summary">What the plan does, once there is one.</param>
/// <param name="TotalHours">Hours in all; 0 before there is a plan.</param>
/// <param name="Weeks">Weeks at the learner's hours per week; 0 before there is a plan.</param>
/// <param name="Error">Why it failed, if it did.</param>
/// <param name="Progress">How many concepts have their content.</param>
/// <param name="Stages">The plan; empty before there is one.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended, if it did.</param>
public sealed record RoadmapView(
    Guid Id,
    string Goal,
    RoadmapStatus Status,
    WorkflowStep Step,
    string? Title,
    string? Summary,
    double TotalHours,
    int Weeks,
    string? Error,
    ProgressView Progress,
    IReadOnlyList<StageView> Stages,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt);

/// <summary>Concepts by the state of their content.</summary>
/// <param name="Total">All concepts.</param>
/// <param name="Completed">Those with all their content.</param>
/// <param name="Failed">Those of which some could not be written.</param>
public sealed record ProgressView(int Total, int Completed, int Failed);

/// <summary>A stage.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it leads to.</param>
/// <param name="Modules">Its modules.</param>
public sealed record StageView(string Title, string Description, IReadOnlyList<ModuleView> Modules);

/// <summary>A module.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">What holds it together.</param>
/// <param name="Concepts">Its concepts.</param>
public sealed record ModuleView(string Title, string Description, IReadOnlyList<ConceptSummary> Concepts);

/// <summary>A concept without its content.</summary>
/// <param name="Id">Unique within the roadmap.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Hours">Estimated hours.</param>
/// <param name="Difficulty">How hard it is.</param>
/// <param name="Prerequisites">Ids of concepts that come before.</param>
/// <param name="Status">How far its content is.</param>
public sealed record ConceptSummary(
    string Id,
    string Name,
    string Description,
    double Hours,
    Difficulty Difficulty,
    IReadOnlyList<string> Prerequisites,
    ContentStatus Status);

/// <summary>A concept with its content; what is not written yet is null.</summary>
/// <param name="Id">Unique within the roadmap.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How far its content is.</param>
/// <param name="Tutorial">The tutorial.</param>
/// <param name="Resources">Where to read on.</param>
/// <param name="Quiz">The quiz.</param>
public sealed record ConceptView(
    string Id,
    string Name,
    ContentStatus Status,
    Tutorial? Tutorial,
    IReadOnlyList<LearningResource>? Resources,
    IReadOnlyList<QuizQuestion>? Quiz);

/// <summary>Something that happened to a roadmap.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">1, 2, 3 … without gaps in each roadmap.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">Details: JSON.</param>
/// <param name="At">When.</param>
public sealed record ProgressEvent(Guid RoadmapId, long Sequence, string Type, string Data, DateTimeOffset At);
