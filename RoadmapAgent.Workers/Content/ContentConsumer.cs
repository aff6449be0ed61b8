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

namespace RoadmapAgent.Workers.Content;

/// <summary>
/// Writes the content of one concept. Holds no connection while the author writes; a failed piece does not affect the others.
/// </summary>
/// <param name="store">The content.</param>
/// <param name="author">The author.</param>
/// <param name="log">The execution log.</param>
/// <param name="time">The clock.</param>
[Concurrency(6)]
public sealed class ContentConsumer(ContentStore store, IRoadmapAuthor author, IExecutionLog log, TimeProvider time)
    : IConsumer<GenerateConcept>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<GenerateConcept> context)
    {
        var (roadmapId, conceptId) = context.Message;
        var work = await store.LoadAsync(roadmapId, conceptId, context.CancellationToken);
        if (work is null || work.Kinds.Count == 0)
        {
            return;
        }

        var brief = Brief(work.Roadmap, conceptId);
        var attempts = new List<ContentAttempt>();
        foreach (var kind in work.Kinds)
        {
            attempts.Add(await AttemptAsync(roadmapId, brief, kind, context.CancellationToken));
        }

        await store.SaveAsync(context.MessageId!.Value, roadmapId, conceptId, attempts, context.CancellationToken);
    }

    private async Task<ContentAttempt> AttemptAsync(
        Guid roadmapId, ConceptBrief brief, ContentKind kind, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var attempt = kind switch
            {
                ContentKind.Tutorial => Rendered(ContentValidation.Check(await author.WriteTutorialAsync(brief, cancellationToken))),
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

        ContentAttempt Rendered(Tutorial tutorial) => Written(tutorial) with { Html = TutorialHtml.Render(tutorial.Markdown) };

        ContentAttempt Written<T>(T content) => new(kind, JsonSerializer.Serialize(content, DomainJson.Options), Error: null);

        void Note(LogSeverity severity, string message) => log.Write(new(
            Guid.CreateVersion7(),
            roadmapId,
            brief.Concept.Id,
            severity,
            LogCategory.Agent,
            "content_generation",
            message,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            time.GetUtcNow()));
    }

    private static ConceptBrief Brief(StoredRoadmap roadmap, string conceptId)
    {
        var framework = roadmap.Framework!;
        var (stage, module, concept) = (
            from s in framework.Stages
            from m in s.Modules
            from c in m.Concepts
            where c.Id == conceptId
            select (s, m, c)).First();
        var names = framework.Concepts().Where(c => concept.Prerequisites.Contains(c.Id)).Select(c => c.Name);
        return new(roadmap.Request, framework.Title, stage.Title, module.Title, concept, [.. names]);
    }
}
