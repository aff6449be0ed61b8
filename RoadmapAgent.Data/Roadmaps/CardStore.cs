using System.Text.Json;
using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// The questions that learners have missed, which <see cref="LearningStore"/> adds; those of others do not exist for them. Every method
/// takes one round trip.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class CardStore(RoadmapDatabase database, TimeProvider time)
{
    // A card whose quiz has been replaced, or is being replaced, does not count.
    private const string FromCards = """
        FROM roadmap.roadmaps AS r
        JOIN roadmap.cards AS c ON c.roadmap_id = r.id
        JOIN roadmap.content_items AS i ON i.roadmap_id = c.roadmap_id AND i.concept_id = c.concept_id AND i.kind = 'quiz'
         AND i.status = 'completed' AND i.attempts = c.quiz
        WHERE r.owner = @owner
        """;

    /// <summary>Reads what is due for a person now, over all roadmaps.</summary>
    /// <param name="owner">The person.</param>
    /// <param name="limit">The maximum number of questions to return; at least 1.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<DueQuestions> ListDueAsync(Owner owner, int limit, CancellationToken cancellationToken)
    {
        // Plans and quizzes are large, so they are opened only for what is returned.
        const string Sql = $"""
            SELECT d.due, d.id, d.roadmap_id AS roadmapid, d.concept_id AS conceptid, d.due_at AS dueat,
                   (i.content -> d.question)::text AS question,
                   jsonb_path_query_first(
                     r.framework, '$.stages[*].modules[*].concepts[*] ? (@.id == $id)', jsonb_build_object('id', d.concept_id))
                     ->> 'name' AS conceptname
            FROM (
              SELECT c.id, c.roadmap_id, c.concept_id, c.question, c.due_at, (count(*) OVER ())::int AS due
              {FromCards} AND c.due_at <= @now ORDER BY c.due_at, c.id LIMIT @limit) AS d
            JOIN roadmap.roadmaps AS r ON r.id = d.roadmap_id
            JOIN roadmap.content_items AS i ON i.roadmap_id = d.roadmap_id AND i.concept_id = d.concept_id AND i.kind = 'quiz'
            ORDER BY d.due_at, d.id
            """;
        var rows = (await database.RunAsync(
            (connection, ct) => connection.QueryAsync<DueRow>(
                new(Sql, new { owner = owner.Id, now = time.GetUtcNow(), limit }, cancellationToken: ct)),
            cancellationToken)).ToList();
        return new(rows.Count == 0 ? 0 : rows[0].Due, [.. rows.Select(row => row.View())]);
    }

    /// <summary>Reads a card, due or not; null if the person has none with this id.</summary>
    public async Task<StoredCard?> FindAsync(Owner owner, Guid card, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT (i.content -> c.question)::text AS question, c.interval_days AS intervaldays, c.ease, c.due_at AS dueat
            {FromCards} AND c.id = @card
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<CardRow>(
                new(Sql, new { owner = owner.Id, card }, cancellationToken: ct)),
            cancellationToken);
        return row is null ? null : new(Parse(row.Question), new(row.IntervalDays, row.Ease, RoadmapReader.Utc(row.DueAt)));
    }

    /// <summary>
    /// Sets a card's schedule. Of two answers at the same time the last one counts: both follow from the same schedule, so none is counted
    /// twice.
    /// </summary>
    /// <returns>False if the card has been deleted in the meantime.</returns>
    public async Task<bool> ScheduleAsync(Owner owner, Guid card, CardSchedule schedule, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE roadmap.cards AS c SET interval_days = @intervalDays, ease = @ease, due_at = @dueAt
            FROM roadmap.roadmaps AS r WHERE c.id = @card AND r.id = c.roadmap_id AND r.owner = @owner
            """;
        var next = new { owner = owner.Id, card, schedule.IntervalDays, schedule.Ease, schedule.DueAt };
        return await database.RunAsync(
            (connection, ct) => connection.ExecuteAsync(new(Sql, next, cancellationToken: ct)), cancellationToken) == 1;
    }

    private static QuizQuestion Parse(string json) => JsonSerializer.Deserialize<QuizQuestion>(json, StoredJson.Format)!;

    private sealed record CardRow(string Question, int IntervalDays, double Ease, DateTime DueAt);

    private sealed record DueRow(
        int Due, Guid Id, Guid RoadmapId, string ConceptId, DateTime DueAt, string Question, string ConceptName)
    {
        public DueQuestion View()
        {
            var question = Parse(Question);
            return new(
                Id,
                RoadmapId,
                ConceptId,
                ConceptName,
                question.Type,
                question.Question,
                question.Options,
                question.Code,
                question.Language,
                RoadmapReader.Utc(DueAt));
        }
    }
}
