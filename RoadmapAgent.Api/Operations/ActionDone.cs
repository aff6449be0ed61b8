namespace RoadmapAgent.Api.Operations;

/// <summary>What an operator's action has done.</summary>
/// <param name="Message">One or two sentences.</param>
internal sealed record ActionDone(string Message);
