using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Marks the work that a message asked for as failed, so that its owner sees the reason and can retry the roadmap.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="contents">Their content.</param>
/// <param name="database">The database.</param>
public sealed class FailedWork(RoadmapRepository roadmaps, ContentStore contents, RoadmapDatabase database)
{
    /// <summary>
    /// Marks a step or the pending content of a concept as failed, unless it has been done; a message without an owner has no effect.
    /// </summary>
    /// <param name="message">The command.</param>
    /// <param name="reason">The reason, for the learner.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public Task RecordAsync(object message, string reason, CancellationToken cancellationToken) => message switch
    {
        AdvanceRoadmap advance => FailStepAsync(advance, reason, cancellationToken),
        GenerateConcept generate => contents.FailAsync(generate.RoadmapId, generate.ConceptId, reason, cancellationToken),
        _ => Task.CompletedTask,
    };

    private Task FailStepAsync(AdvanceRoadmap advance, string reason, CancellationToken cancellationToken) => database.WriteAsync(
        async (unit, ct) =>
        {
            if (await RoadmapStateTable.LockAsync(unit, advance.RoadmapId, ct) is { } roadmap
                && roadmap.State.Awaits(advance.Step, advance.Round)
                && RoadmapWorkflow.Decide(roadmap.State, new StepFailed(reason)) is { } decision)
            {
                roadmaps.Apply(unit, roadmap, decision);
            }
        },
        cancellationToken);
}
