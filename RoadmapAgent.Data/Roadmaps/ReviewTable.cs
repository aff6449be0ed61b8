using System.Text.Json;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The table <c>roadmap.reviews</c> as decisions add to it.</summary>
internal static class ReviewTable
{
    /// <summary>Adds the statement that stores a review, with the plan that was reviewed.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="reviewed">The roadmap's state before the review.</param>
    /// <param name="review">The review.</param>
    public static void Add(UnitOfWork unit, WorkflowState reviewed, ReviewDecided review) => unit.Add(
        """
        INSERT INTO roadmap.reviews (roadmap_id, round, approved, feedback, framework)
        SELECT id, @round, @approved, @feedback, framework FROM roadmap.roadmaps WHERE id = @id
        """,
        ("id", reviewed.RoadmapId),
        ("round", reviewed.Round),
        ("approved", review.Approved),
        ("feedback", review.Feedback));

    /// <summary>Adds the statement that stores what became of the wishes of the last review that did not approve the plan.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="roadmapId">The roadmap.</param>
    /// <param name="answers">An answer to each wish.</param>
    public static void Answer(UnitOfWork unit, Guid roadmapId, IReadOnlyList<FeedbackAnswer> answers) => unit.Add(
        """
        UPDATE roadmap.reviews SET answers = @answers::jsonb
        WHERE roadmap_id = @id AND NOT approved
          AND round = (SELECT max(round) FROM roadmap.reviews WHERE roadmap_id = @id AND NOT approved)
        """,
        ("id", roadmapId),
        ("answers", JsonSerializer.Serialize(answers, StoredJson.Format)));
}
