using System.Text.Json;
using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Stores the learners' progress, independently of messages and of the roadmaps' workflow state.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class LearningStore(RoadmapDatabase database, TimeProvider time)
{
    private const string IsOwned = "EXISTS (SELECT FROM roadmap.roadmaps AS r WHERE r.id = @id AND r.owner = @owner)";

    /// <summary>Marks a concept as done or removes the mark. One round trip.</summary>
    /// <returns>The learner's progress; null if the owner has no such concept or it has no content items yet.</returns>
    public Task<LearningView?> MarkAsync(
        Owner owner, Guid id, string conceptId, bool done, CancellationToken cancellationToken)
    {
        const string Mark = $"""
            INSERT INTO roadmap.concept_progress (roadmap_id, concept_id)
            SELECT DISTINCT i.roadmap_id, i.concept_id FROM roadmap.content_items AS i
            WHERE i.roadmap_id = @id AND i.concept_id = @conceptId AND {IsOwned}
            ON CONFLICT DO NOTHING RETURNING 1
            """;
        const string Unmark = $"""
            DELETE FROM roadmap.concept_progress WHERE roadmap_id = @id AND concept_id = @conceptId AND {IsOwned} RETURNING 1
            """;
        // A statement does not see what it has changed itself.
        const string Count = $"""
            SELECT {IsOwned} AND EXISTS (
                     SELECT FROM roadmap.content_items AS i WHERE i.roadmap_id = @id AND i.concept_id = @conceptId) AS known,
                   (SELECT count(*)::int FROM roadmap.concept_progress AS p WHERE p.roadmap_id = @id)
                     + @step * (SELECT count(*)::int FROM changed) AS done,
                   (SELECT count(DISTINCT i.concept_id)::int FROM roadmap.content_items AS i WHERE i.roadmap_id = @id) AS total,
                   (SELECT avg(best) FROM (
                     SELECT max(correct::float8 / total) AS best FROM roadmap.quiz_attempts AS q
                     WHERE q.roadmap_id = @id GROUP BY q.concept_id) AS bests) AS average
            """;
        const string MarkAndCount = $"WITH changed AS ({Mark}) {Count}";
        const string UnmarkAndCount = $"WITH changed AS ({Unmark}) {Count}";
        var concept = new { owner = owner.Id, id, conceptId, step = done ? 1 : -1 };
        return DeletedMeanwhile.ReturnsAsync<LearningView?>(result: null, async () =>
        {
            var (known, count, total, average) = await database.RunAsync(
                (connection, ct) => connection.QuerySingleAsync<(bool Known, int Done, int Total, double? Average)>(
                    new(done ? MarkAndCount : UnmarkAndCount, concept, cancellationToken: ct)),
                cancellationToken);
            return known ? new(count, total, average) : null;
        });
    }

    /// <summary>Reads a concept's quiz; null if the owner has none.</summary>
    public async Task<StoredQuiz?> FindQuizAsync(
        Owner owner, Guid id, string conceptId, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT content::text AS content, attempts FROM roadmap.content_items
            WHERE roadmap_id = @id AND concept_id = @conceptId AND kind = 'quiz' AND status = 'completed' AND {IsOwned}
            """;
        var (content, attempts) = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<(string? Content, int Attempts)>(
                new(Sql, new { owner = owner.Id, id, conceptId }, cancellationToken: ct)),
            cancellationToken);
        return content is null ? null : new(JsonSerializer.Deserialize<List<QuizQuestion>>(content, StoredJson.Format)!, attempts);
    }

    /// <summary>
    /// Stores an attempt at a quiz, and a card for every question that was missed: one that is new, or one that begins again. One round
    /// trip.
    /// </summary>
    /// <returns>False if the roadmap has been deleted in the meantime.</returns>
    public Task<bool> AddAttemptAsync(
        Owner owner,
        Guid id,
        string conceptId,
        StoredQuiz quiz,
        IReadOnlyList<IReadOnlyList<int>?> answers,
        QuizScore score,
        CancellationToken cancellationToken)
    {
        // A question that is missed in a quiz again keeps its ease, like one that is missed before it is due: a quiz may be repeated at
        // once.
        const string Sql = """
            WITH attempt AS (
              INSERT INTO roadmap.quiz_attempts (id, roadmap_id, concept_id, answers, correct, total, at)
              SELECT @attempt, r.id, @conceptId, @answers::jsonb, @correct, @total, @at
              FROM roadmap.roadmaps AS r WHERE r.id = @id AND r.owner = @owner
              RETURNING roadmap_id),
            missed AS (
              INSERT INTO roadmap.cards (roadmap_id, concept_id, quiz, question, interval_days, ease, due_at)
              SELECT a.roadmap_id, @conceptId, @written, m.question, @intervalDays, @ease, @dueAt
              FROM attempt AS a CROSS JOIN unnest(@missed) AS m(question)
              ON CONFLICT (roadmap_id, concept_id, quiz, question)
              DO UPDATE SET interval_days = EXCLUDED.interval_days, due_at = EXCLUDED.due_at)
            SELECT count(*)::int FROM attempt
            """;
        var at = time.GetUtcNow();
        var schedule = CardSchedule.Missed(at);
        var attempt = new
        {
            attempt = Guid.CreateVersion7(at),
            owner = owner.Id,
            id,
            conceptId,
            answers = JsonSerializer.Serialize(answers, StoredJson.Format),
            score.Correct,
            score.Total,
            at,
            written = quiz.Attempts,
            missed = score.Questions.Index().Where(question => !question.Item.Correct).Select(question => question.Index).ToArray(),
            schedule.IntervalDays,
            schedule.Ease,
            schedule.DueAt,
        };
        return DeletedMeanwhile.ReturnsAsync(result: false, async () => await database.RunAsync(
            (connection, ct) => connection.QuerySingleAsync<int>(new(Sql, attempt, cancellationToken: ct)), cancellationToken) == 1);
    }
}
