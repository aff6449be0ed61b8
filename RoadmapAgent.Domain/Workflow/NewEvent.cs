namespace RoadmapAgent.Domain.Workflow;

/// <summary>
/// An event to be stored. What only the stored roadmap knows is added while its row is locked: the event's number, and the progress of the
/// roadmap to the event of a concept.
/// </summary>
/// <param name="Type">The event type.</param>
/// <param name="Data">Details as JSON.</param>
public sealed record NewEvent(string Type, string Data);
