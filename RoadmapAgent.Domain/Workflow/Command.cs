namespace RoadmapAgent.Domain.Workflow;

/// <summary>A command that a decision sends to a worker.</summary>
/// <param name="Message">The command, one of the message contracts.</param>
/// <param name="Delay">The delay before it is sent; default zero.</param>
public sealed record Command(object Message, TimeSpan Delay = default);
