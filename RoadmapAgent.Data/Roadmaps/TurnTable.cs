using System.Text.Json;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// Holds the commands of roadmaps until it is their turn (<see cref="OwnerTurns"/>). No method takes a round trip.
/// </summary>
internal static class TurnTable
{
    /// <summary>Adds the statement that stores the commands of a decision with its roadmap, instead of sending them.</summary>
    public static void Hold(UnitOfWork unit, Decision decision) => unit.Add(
        "UPDATE roadmap.roadmaps SET held_commands = @commands::jsonb WHERE id = @id",
        ("id", decision.State.RoadmapId),
        ("commands", JsonSerializer.Serialize(
            decision.Commands.Select(command =>
                OutboxMessage.Create(Queues.Of(command.Message.GetType()), command.Message, command.Delay)),
            StoredJson.Format)));

    /// <summary>
    /// Adds the statement that sends the commands of an owner's oldest held roadmaps, of as many as may have a turn. Those that another
    /// transaction has locked are left to it: nothing waits here.
    /// </summary>
    public static void Release(UnitOfWork unit, Guid owner)
    {
        const string Sql = $"""
            WITH turn AS (
              SELECT id, held_commands FROM roadmap.roadmaps
              WHERE owner = @owner AND held_commands IS NOT NULL AND status IN ('pending', 'processing')
              ORDER BY id
              LIMIT GREATEST(0, @atOnce - (
                SELECT count(*) FROM roadmap.roadmaps
                WHERE owner = @owner AND held_commands IS NULL AND status IN ('pending', 'processing')))
              FOR NO KEY UPDATE SKIP LOCKED),
            released AS (
              UPDATE roadmap.roadmaps AS r SET held_commands = NULL, updated_at = now() FROM turn WHERE r.id = turn.id
              RETURNING turn.held_commands)
            INSERT INTO roadmap.outbox (message_id, queue, message_type, body, traceparent, due_at, available_at, claimed_until)
            SELECT m."messageId", m.queue, m."messageType", m.body::jsonb, m."traceParent", now() + m.delay, now() + m.delay,
                   CASE WHEN m.delay > interval '0' THEN NULL ELSE now() + {OutboxTable.Claim} END
            FROM released CROSS JOIN jsonb_to_recordset(released.held_commands)
              AS m("messageId" uuid, queue text, "messageType" text, body text, "traceParent" text, delay interval)
            RETURNING message_id, queue, message_type, body::text, traceparent, available_at - now()
            """;
        unit.AddMessages(Sql, ("owner", owner), ("atOnce", OwnerTurns.RoadmapsAtOnce));
    }
}
