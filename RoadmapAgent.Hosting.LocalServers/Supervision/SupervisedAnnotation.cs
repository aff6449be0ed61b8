namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>Marks a resource that is restarted when it ends unexpectedly.</summary>
/// <param name="RunsToCompletion">Whether it may end with exit code 0.</param>
public sealed record SupervisedAnnotation(bool RunsToCompletion = false) : IResourceAnnotation;
