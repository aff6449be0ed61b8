namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>Marks a resource that is started again when it ends by itself.</summary>
/// <param name="RunsToCompletion">Whether it may end with exit code 0.</param>
public sealed record SupervisedAnnotation(bool RunsToCompletion = false) : IResourceAnnotation;
