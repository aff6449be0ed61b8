using System.Diagnostics;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// The event that the workflow has decided on for one of the two ways in which a concept's content may turn out, as the function
/// <c>roadmap.store_content</c> reads it.
/// </summary>
/// <param name="ConceptId">The concept.</param>
/// <param name="Complete">Whether every piece of it is written.</param>
/// <param name="MessageId">The id of the message that publishes the event.</param>
/// <param name="TraceParent">The W3C trace context in which it was written.</param>
/// <param name="Body">The message; its number and the roadmap's progress are added when it is stored.</param>
internal sealed record ConceptOutcome(string ConceptId, bool Complete, Guid MessageId, string? TraceParent, ProgressRecorded Body)
{
    private static readonly bool[] Either = [true, false];

    /// <summary>Returns both outcomes of a concept; none if its content is not wanted in this state.</summary>
    public static IReadOnlyList<ConceptOutcome> Of(WorkflowState state, string conceptId, DateTimeOffset at) =>
    [
        .. from complete in Either
           let decision = RoadmapWorkflow.Decide(state, new ConceptAttempted(conceptId, complete))
           where decision is not null
           from happened in decision.Events
           select new ConceptOutcome(
               conceptId,
               complete,
               Guid.CreateVersion7(),
               Activity.Current?.Id,
               new(state.RoadmapId, Sequence: 0, happened.Type, happened.Data, at)),
    ];

    /// <summary>Returns the message as it was stored.</summary>
    public OutboxMessage Message(string body) => OutboxMessage.Create(queue: null, Body) with
    {
        MessageId = MessageId,
        TraceParent = TraceParent,
        Body = body,
    };
}
