using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace Aspire.Hosting;

/// <summary>Keeps resources running.</summary>
public static class SupervisionExtensions
{
    /// <summary>
    /// Starts the resource again whenever it ends by itself: after a pause that grows, ten times in a row at most, each time with the reason as
    /// one line in the console and a state in the dashboard. What a person stops stays stopped.
    /// </summary>
    /// <param name="builder">A project, an executable or a container.</param>
    /// <param name="runsToCompletion">Whether it is done when it ends with exit code 0.</param>
    public static IResourceBuilder<T> WithRestarts<T>(this IResourceBuilder<T> builder, bool runsToCompletion = false) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ApplicationBuilder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ResourceSupervisor>());
        return builder.WithAnnotation(new SupervisedAnnotation(runsToCompletion), ResourceAnnotationMutationBehavior.Replace);
    }
}
