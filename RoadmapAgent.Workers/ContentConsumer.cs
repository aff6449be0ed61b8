using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using RoadmapAgent.Authoring;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Messaging.ExecutionLogs;

namespace RoadmapAgent.Workers;

/// <summary>
/// Writes the content of one concept. Holds no connection while the author writes; a failed piece does not affect the others.
/// </summary>
/// <param name="store">The content.</param>
/// <param name="author">The author.</param>
/// <param name="log">The execution log.</param>
/// <param name="time">The clock.</param>
[Concurrency(16, MessagesPerCall = 8)]
public sealed class ContentConsumer(ContentStore store, IRoadmapAuthor author, IExecutionLog log, TimeProvider time)
    : IConsumer<GenerateConcept>
{
    // Less than the broker's consumer_timeout of 30 minutes, by the time that a piece may take. A message that has waited for the model for
    // so long returns to the end of its queue, without the pieces that are written.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<GenerateConcept> context)
    {
        var (roadmapId, conceptId) = context.Message;
        if (await store.LoadAsync(roadmapId, conceptId, context.CancellationToken) is not { } work)
        {
            return;
        }

        if (work.Kinds.Count == 0)
        {
            // Delivered again: its worker may have died after it had stored the last piece, and before it ended the roadmap.
            await store.EndAsync(roadmapId, context.CancellationToken);
            return;
        }

        using var patience = new CancellationTokenSource(LongestHold, time);
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, patience.Token);
        try
        {
            await WriteAsync(work, writing.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await store.PostponeAsync(roadmapId, conceptId, context.CancellationToken);
        }
        finally
        {
            // Ends the other pieces if one could not be stored.
            await writing.CancelAsync();
        }
    }

    /// <summary>
    /// Writes the pieces side by side and stores each as soon as it is written. Those that are written at the same time, such as all of the
    /// catalog's, are stored together.
    /// </summary>
    private async Task WriteAsync(ConceptWork work, CancellationToken cancellationToken)
    {
        var brief = new ConceptBrief(
            work.State.RoadmapId,
            work.Request,
            work.RoadmapTitle,
            work.StageTitle,
            work.ModuleTitle,
            work.Concept,
            work.PrerequisiteNames,
            work.QuizAttempts);
        var writing = work.Kinds.Select(kind => AttemptAsync(brief, kind, cancellationToken)).ToList();
        while (writing.Count > 0)
        {
            await Task.WhenAny(writing);
            var written = writing.Where(piece => piece.IsCompleted).ToList();
            writing.RemoveAll(written.Contains);
            if (!await store.SaveAsync(work, await Task.WhenAll(written), cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<ContentAttempt> AttemptAsync(ConceptBrief brief, ContentKind kind, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var attempt = kind switch
            {
                ContentKind.Tutorial => Written(ContentValidation.Check(await author.WriteTutorialAsync(brief, cancellationToken))),
                ContentKind.Resources => Written(ContentValidation.Check(await author.RecommendResourcesAsync(brief, cancellationToken))),
                _ => Written(ContentValidation.Check(await author.WriteQuizAsync(brief, cancellationToken))),
            };
            Note(LogSeverity.Info, $"Wrote the {DomainJson.Name(kind)} of '{brief.Concept.Name}'.");
            return attempt;
        }
        catch (AuthorException e)
        {
            Note(LogSeverity.Error, $"Could not write the {DomainJson.Name(kind)} of '{brief.Concept.Name}': {e.Message}");
            return new(kind, Content: null, e.Message);
        }

        ContentAttempt Written<T>(T content) => new(kind, JsonSerializer.Serialize(content, RoadmapJson.Format), Error: null);

        void Note(LogSeverity severity, string message) => log.Write(new(
            Guid.CreateVersion7(),
            brief.RoadmapId,
            brief.Concept.Id,
            severity,
            LogCategory.Agent,
            "content_generation",
            message,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            time.GetUtcNow()));
    }
}
