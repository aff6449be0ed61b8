using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>The queues, one per worker.</summary>
public static class Queues
{
    /// <summary>Planning.</summary>
    public const string Workflow = "roadmap-workflow";

    /// <summary>Writing content.</summary>
    public const string Content = "content-generation";

    /// <summary>Storing execution logs.</summary>
    public const string Logs = "execution-logs";

    /// <summary>Each worker's queue.</summary>
    public static IReadOnlyDictionary<string, string> ByService { get; } = new Dictionary<string, string> { ["workflow"] = Workflow, ["content"] = Content, ["logs"] = Logs };
}

/// <summary>Take a roadmap's next step. Ignored unless the roadmap still awaits exactly this step of this round.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Step">The step.</param>
/// <param name="Round">How many edits came before.</param>
public sealed record AdvanceRoadmap(Guid RoadmapId, WorkflowStep Step, int Round);

/// <summary>Write the content of one concept: whatever of it is not complete yet.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="ConceptId">The concept.</param>
public sealed record GenerateConcept(Guid RoadmapId, string ConceptId);

/// <summary>Something happened to a roadmap; already stored.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">The event's number; 1, 2, 3 … without gaps in each roadmap.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">Details: JSON.</param>
/// <param name="At">When.</param>
public sealed record ProgressRecorded(Guid RoadmapId, long Sequence, string Type, string Data, DateTimeOffset At);

/// <summary>Store these execution logs; at most 500.</summary>
/// <param name="Entries">The logs.</param>
public sealed record WriteExecutionLogs(IReadOnlyList<ExecutionLogEntry> Entries);

/// <summary>All messages of the fleet.</summary>
public static class Messages
{
    /// <summary>Their types.</summary>
    public static IReadOnlyList<Type> Types { get; } = [typeof(AdvanceRoadmap), typeof(GenerateConcept), typeof(ProgressRecorded), typeof(WriteExecutionLogs)];
}
