using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>What the running instances of a resource are called: api-a1b2c3d4.</summary>
internal sealed class ResourceInstancesAnnotation(IReadOnlyList<string> ids) : IResourceAnnotation
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

internal static class ResourceInstances
{
    /// <summary>A resource that is not started by the orchestrator goes by its name.</summary>
    public static IReadOnlyList<string> InstanceIds(this IResource resource) =>
        resource.TryGetLastAnnotation<ResourceInstancesAnnotation>(out var instances) ? instances.Ids : [resource.Name];

    /// <summary>Whether the orchestrator starts processes for it.</summary>
    public static bool IsStartable(this IResource resource) => resource is ExecutableResource or ProjectResource;

    /// <summary>Its own checks and those of its ancestors.</summary>
    public static IReadOnlyList<string> HealthCheckKeys(this IResource resource) =>
        resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var checks) ? [.. checks.Select(check => check.Key).Distinct()] : [];
}
