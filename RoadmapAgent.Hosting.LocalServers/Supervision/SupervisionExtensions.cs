using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        builder.ApplicationBuilder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ResourceSupervisor>());
        return builder.WithAnnotation(new SupervisedAnnotation(runsToCompletion), ResourceAnnotationMutationBehavior.Replace);
    }
}
