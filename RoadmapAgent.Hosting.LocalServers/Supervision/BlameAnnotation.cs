namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>Says with which exit code a resource blames another one for its end.</summary>
/// <param name="Other">The name of the other resource.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record BlameAnnotation(string Other, int ExitCode) : IResourceAnnotation;
