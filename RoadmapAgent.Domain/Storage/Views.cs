using RoadmapAgent.Domain.Authors;
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
/// <param name="Learning">How far the learner is.</param>
/// <param name="Round">How often the plan was edited.</param>
/// <param name="WaitingForReviewSince">Since when it waits for a person, if it does.</param>
/// <param name="Score">What its author thinks of the plan; null where nobody has judged it.</param>
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
    LearningView Learning,
    int Round,
    DateTimeOffset? WaitingForReviewSince,
    ScoreView? Score,
    IReadOnlyList<StageView> Stages,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt);

/// <summary>Concepts by the state of their content.</summary>
/// <param name="Total">All concepts.</param>
/// <param name="Completed">Those with all their content.</param>
/// <param name="Failed">Those of which some could not be written.</param>
public sealed record ProgressView(int Total, int Completed, int Failed);

/// <summary>How far the learner is.</summary>
/// <param name="Done">Concepts done.</param>
/// <param name="Total">All concepts that have, or get, content.</param>
/// <param name="QuizAverage">0 to 1: the mean of the best scores; null before the first quiz.</param>
public sealed record LearningView(int Done, int Total, double? QuizAverage);

/// <summary>What an author thinks of a plan that holds.</summary>
/// <param name="Overall">0 to 100.</param>
/// <param name="Dimensions">What it is made of, each 0 to 100.</param>
public sealed record ScoreView(double Overall, CurriculumScore Dimensions);

/// <summary>How a learner did in a concept's quiz.</summary>
/// <param name="Attempts">How often.</param>
/// <param name="BestScore">0 to 1; null without an attempt.</param>
/// <param name="LastScore">0 to 1; null without an attempt.</param>
public sealed record QuizResults(int Attempts, double? BestScore, double? LastScore);

/// <summary>A roadmap in a list.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">What was asked for.</param>
/// <param name="Title">The plan's title, once there is one.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Step">What is being done.</param>
/// <param name="TotalHours">Hours in all; 0 before there is a plan.</param>
/// <param name="Weeks">Weeks at the learner's hours per week; 0 before there is a plan.</param>
/// <param name="Progress">How many concepts have their content; all 0 before its writing began.</param>
/// <param name="WaitingForReviewSince">Since when it waits for a person, if it does.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended, if it did.</param>
public sealed record RoadmapListItem(
    Guid Id,
    string Goal,
    string? Title,
    RoadmapStatus Status,
    WorkflowStep Step,
    double TotalHours,
    int Weeks,
    ProgressView Progress,
    DateTimeOffset? WaitingForReviewSince,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt);

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">What to ask for the next page with; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What a reviewer looks at besides the plan.</summary>
/// <param name="Round">How often the plan was edited.</param>
/// <param name="WaitingSince">Since when it waits, if it does.</param>
/// <param name="Feedback">What the last reviewer wanted to be different.</param>
/// <param name="Changes">What has changed since.</param>
public sealed record ReviewView(int Round, DateTimeOffset? WaitingSince, string? Feedback, IReadOnlyList<PlanChange> Changes);

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
/// <param name="Done">Whether the learner has done it.</param>
public sealed record ConceptSummary(
    string Id,
    string Name,
    string Description,
    double Hours,
    Difficulty Difficulty,
    IReadOnlyList<string> Prerequisites,
    ContentStatus Status,
    bool Done);

/// <summary>A concept with its content; what is not written yet is null.</summary>
/// <param name="Id">Unique within the roadmap.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How far its content is.</param>
/// <param name="Done">Whether the learner has done it.</param>
/// <param name="Tutorial">The tutorial.</param>
/// <param name="Resources">Where to read on.</param>
/// <param name="Quiz">The quiz.</param>
/// <param name="QuizResults">How the learner did in it.</param>
public sealed record ConceptView(
    string Id,
    string Name,
    ContentStatus Status,
    bool Done,
    Tutorial? Tutorial,
    IReadOnlyList<LearningResource>? Resources,
    IReadOnlyList<QuizQuestion>? Quiz,
    QuizResults QuizResults);

/// <summary>Something that happened to a roadmap.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">1, 2, 3 … without gaps in each roadmap.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">Details: JSON.</param>
/// <param name="At">When.</param>
public sealed record ProgressEvent(Guid RoadmapId, long Sequence, string Type, string Data, DateTimeOffset At);
