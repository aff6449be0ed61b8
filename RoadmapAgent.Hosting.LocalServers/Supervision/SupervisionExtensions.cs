using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace Aspire.Hosting;

/// <summary>Restarts resources that end unexpectedly.</summary>
public static class SupervisionExtensions
{
    /// <summary>
    /// Restarts the resource when it ends unexpectedly: with increasing delays, at most ten times in a row, each time with the reason in
    /// one console line and in the dashboard state. A resource stopped by a user stays stopped.
    /// </summary>
    /// <param name="builder">A project, an executable or a container.</param>
    /// <param name="runsToCompletion">Whether exit code 0 means that it has completed. Default: false.</param>
    public static IResourceBuilder<T> WithRestarts<T>(this IResourceBuilder<T> builder, bool runsToCompletion = false) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.ApplicationBuilder.Services;
        if (services.All(service => service.ImplementationType != typeof(ResourceSupervisor)))
        {
            // Before the orchestrator, whose start does not end before all resources have been created: one may end sooner.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ResourceSupervisor>());
        }

        return builder.WithAnnotation(new SupervisedAnnotation(runsToCompletion), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Restarts another supervised resource when one that has <see cref="WithRestarts"/> ends with an exit code that blames the other one;
    /// at most every two minutes.
    /// </summary>
    /// <param name="builder">The resource that depends on the other one.</param>
    /// <param name="exitCode">The exit code; not 0.</param>
    /// <param name="other">The resource to restart; has no effect if it is not supervised here, such as a server elsewhere.</param>
    public static IResourceBuilder<T> WithBlame<T>(this IResourceBuilder<T> builder, int exitCode, IResourceBuilder<IResource> other)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfZero(exitCode);
        return builder.WithAnnotation(new BlameAnnotation(other.Resource.Name, exitCode), ResourceAnnotationMutationBehavior.Replace);
    }
}
