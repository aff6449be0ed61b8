using System.Diagnostics;
using MassTransit;
using RoadmapAgent.Authoring;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Messaging.ExecutionLogs;

namespace RoadmapAgent.Workers.Workflow;

/// <summary>
/// Takes one step of a roadmap: loads it, calls the author without holding a connection, and stores the result unless the roadmap was
/// changed concurrently.
/// </summary>
/// <param name="store">The roadmaps.</param>
/// <param name="author">The author.</param>
/// <param name="log">The execution log.</param>
/// <param name="time">The clock.</param>
public sealed class WorkflowConsumer(RoadmapStore store, IRoadmapAuthor author, IExecutionLog log, TimeProvider time)
    : IConsumer<AdvanceRoadmap>
{
    private const string Consumer = "workflow";
    private const int Attempts = 5;

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<AdvanceRoadmap> context)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AdvanceAsync(context.Message, context.MessageId!.Value, context.CancellationToken);
                return;
            }
            catch (ConcurrentChangeException) when (attempt < Attempts)
            {
                // Read the roadmap again: the other change may have made this step unnecessary.
            }
        }
    }

    private async Task AdvanceAsync(AdvanceRoadmap command, Guid messageId, CancellationToken cancellationToken)
    {
        var roadmap = await store.LoadAsync(command.RoadmapId, cancellationToken);
        if (roadmap is null || !roadmap.State.Awaits(command.Step, command.Round))
        {
            return;
        }

        if (roadmap.State.Status == RoadmapStatus.Pending)
        {
            var started = RoadmapWorkflow.Decide(roadmap.State, new Started())!;
            await store.ApplyAsync(roadmap, new(started), cancellationToken);
            roadmap = roadmap with { State = started, Version = roadmap.Version + 1 };
        }

        var change = await TakeStepAsync(roadmap, cancellationToken);
        await store.ApplyOnceAsync(messageId, Consumer, roadmap, change, cancellationToken);
    }

    private async Task<RoadmapChange> TakeStepAsync(StoredRoadmap roadmap, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.GetTimestamp();
        try
        {
            var (happened, change) = await WorkAsync(roadmap, cancellationToken);
            var next = RoadmapWorkflow.Decide(roadmap.State, happened)!;
            Note(
                roadmap,
                next.Status == RoadmapStatus.Failed ? LogSeverity.Error : LogSeverity.Info,
                change(next).Error ?? $"Done: {DomainJson.Name(roadmap.State.Step)}.",
                clock);
            return change(next);
        }
        catch (AuthorException e)
        {
            Note(roadmap, LogSeverity.Error, e.Message, clock);
            return new(RoadmapWorkflow.Decide(roadmap.State, new StepFailed(e.Message))!, Error: e.Message);
        }
    }

    private async Task<(WorkflowEvent Happened, Func<WorkflowState, RoadmapChange> Change)> WorkAsync(
        StoredRoadmap roadmap, CancellationToken cancellationToken)
    {
        switch (roadmap.State.Step)
        {
            case WorkflowStep.IntentAnalysis:
                var intent = await author.AnalyzeIntentAsync(roadmap.Request, cancellationToken);
                return (new IntentAnalyzed(), next => new(next, Intent: intent));

            case WorkflowStep.CurriculumDesign:
                var framework = await author.DesignCurriculumAsync(roadmap.Request, roadmap.Intent!, cancellationToken);
                return (new CurriculumDesigned(), next => new(next, Framework: framework));

            case WorkflowStep.StructureValidation:
                var findings = Findings(roadmap);
                var score = findings.Count == 0 ? await author.ScoreAsync(roadmap.Request, roadmap.Framework!, cancellationToken) : null;
                var failure = $"No valid plan after {RoadmapWorkflow.MaxEdits} edits: {string.Join(" ", findings)}";
                return (
                    new StructureValidated(findings.Count == 0),
                    next => new(next, Score: score, Error: next.Status == RoadmapStatus.Failed ? failure : null));

            default:
                var edited = await EditAsync(roadmap, cancellationToken);
                return (new RoadmapEdited(), next => new(next, Framework: edited));
        }
    }

    private async Task<Framework> EditAsync(StoredRoadmap roadmap, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> wanted = roadmap.Feedback is { } feedback ? [feedback] : Findings(roadmap);
        var plan = await author.PlanEditAsync(roadmap.Request, roadmap.Framework!, wanted, cancellationToken);
        return await author.EditAsync(roadmap.Request, roadmap.Framework!, plan, cancellationToken);
    }

    private static IReadOnlyList<string> Findings(StoredRoadmap roadmap) =>
        StructureValidation.Check(roadmap.Framework!, roadmap.Request.HoursPerWeek);

    private void Note(StoredRoadmap roadmap, LogSeverity severity, string message, long since) => log.Write(new(
        Guid.CreateVersion7(),
        roadmap.Id,
        ConceptId: null,
        severity,
        LogCategory.Workflow,
        DomainJson.Name(roadmap.State.Step),
        message,
        Stopwatch.GetElapsedTime(since).TotalMilliseconds,
        time.GetUtcNow()));
}
