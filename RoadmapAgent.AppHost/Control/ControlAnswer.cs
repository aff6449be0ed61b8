namespace RoadmapAgent.AppHost.Control;

/// <summary>The fleet's answer to a command.</summary>
/// <param name="Success">Whether it was executed.</param>
/// <param name="Message">What was done, or why not.</param>
internal sealed record ControlAnswer(bool Success, string Message);
