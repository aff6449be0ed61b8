namespace RoadmapAgent.Domain.Workflow;

/// <summary>An event about to be stored; its number is taken under the roadmap's lock.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Data">Details: JSON.</param>
public sealed record NewEvent(string Type, string Data);
