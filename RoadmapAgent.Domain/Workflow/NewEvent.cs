namespace RoadmapAgent.Domain.Workflow;

/// <summary>An event to be stored; its number is assigned while the roadmap's row is locked.</summary>
/// <param name="Type">The event type.</param>
/// <param name="Data">Details as JSON.</param>
public sealed record NewEvent(string Type, string Data);
