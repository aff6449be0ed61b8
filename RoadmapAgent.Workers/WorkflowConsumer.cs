using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using RoadmapAgent.Authoring;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Messaging.ExecutionLogs;

namespace RoadmapAgent.Workers;

/// <summary>
/// Takes one step of a roadmap: loads it, calls the author without holding a connection, and stores the result unless the roadmap was
/// changed concurrently.
/// </summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="author">The author.</param>
/// <param name="log">The execution log.</param>
/// <param name="time">The clock.</param>
[Concurrency(4)]
public sealed class WorkflowConsumer(RoadmapRepository roadmaps, IRoadmapAuthor author, IExecutionLog log, TimeProvider time)
    : IConsumer<AdvanceRoadmap>
{
    private const string Consumer = "workflow";
    private const int Attempts = 5;

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<AdvanceRoadmap> context)
    {
        var messageId = context.MessageId ?? throw new JsonException("The message has no id.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AdvanceAsync(context.Message, messageId, context.CancellationToken);
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
        var roadmap = await roadmaps.LoadForWorkAsync(command.RoadmapId, cancellationToken);
        if (roadmap is null || !roadmap.State.Awaits(command.Step, command.Round))
        {
            return;
        }

        if (RoadmapWorkflow.Decide(roadmap.State, new Started()) is { } started)
        {
            roadmap = await roadmaps.ApplyAsync(roadmap, started, cancellationToken);
        }

        var clock = Stopwatch.GetTimestamp();
        var happened = await TakeStepAsync(roadmap, cancellationToken);
        if (RoadmapWorkflow.Decide(roadmap.State, happened) is { } decision)
        {
            Note(roadmap.State, decision, clock);
            await roadmaps.ApplyOnceAsync(messageId, Consumer, roadmap, decision, cancellationToken);
        }
    }

    private async Task<WorkflowEvent> TakeStepAsync(StoredRoadmap roadmap, CancellationToken cancellationToken)
    {
        try
        {
            return roadmap.State.Step switch
            {
                WorkflowStep.IntentAnalysis => new IntentAnalyzed(await author.AnalyzeIntentAsync(roadmap.Request, cancellationToken)),
                WorkflowStep.CurriculumDesign => new CurriculumDesigned(
                    await author.DesignCurriculumAsync(roadmap.Request, roadmap.Intent!, cancellationToken)),
                WorkflowStep.StructureValidation => await ValidateAsync(roadmap, cancellationToken),
                _ => await EditAsync(roadmap, cancellationToken),
            };
        }
        catch (AuthorException e)
        {
            return new StepFailed(e.Message);
        }
    }

    private async Task<StructureValidated> ValidateAsync(StoredRoadmap roadmap, CancellationToken cancellationToken)
    {
        var findings = Findings(roadmap);
        var score = findings.Count == 0 ? await author.ScoreAsync(roadmap.Request, roadmap.Framework!, cancellationToken) : null;
        return new(findings, roadmap.ConceptIds, score);
    }

    private async Task<RoadmapEdited> EditAsync(StoredRoadmap roadmap, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> wanted = roadmap.Feedback is { } feedback ? [feedback] : Findings(roadmap);
        var plan = await author.PlanEditAsync(roadmap.Request, roadmap.Framework!, wanted, cancellationToken);
        var edited = await author.EditAsync(roadmap.Request, roadmap.Framework!, plan, cancellationToken);
        return new(edited.Plan, roadmap.Feedback is null ? [] : edited.Answers);
    }

    private static IReadOnlyList<string> Findings(StoredRoadmap roadmap) =>
        StructureValidation.Check(roadmap.Framework!, roadmap.Request.HoursPerWeek);

    private void Note(WorkflowState before, Decision decision, long since) => log.Write(new(
        Guid.CreateVersion7(),
        before.RoadmapId,
        ConceptId: null,
        decision.State.Status == RoadmapStatus.Failed ? LogSeverity.Error : LogSeverity.Info,
        LogCategory.Workflow,
        DomainJson.Name(before.Step),
        decision.Error ?? $"Done: {DomainJson.Name(before.Step)}.",
        Stopwatch.GetElapsedTime(since).TotalMilliseconds,
        time.GetUtcNow()));
}
