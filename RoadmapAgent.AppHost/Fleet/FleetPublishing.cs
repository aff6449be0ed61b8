using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Publishes a complete fleet, or reports why it cannot be published.</summary>
internal static class FleetPublishing
{
    // Without a step, every step runs, including deployment.
    private static readonly string?[] StepsOfEnvironments = [null, "", "publish", "deploy"];

    /// <summary>
    /// Adds the number of replicas of every project to the manifest. Refuses to publish or deploy if there is no compute environment,
    /// because Aspire would report success and write nothing.
    /// </summary>
    public static void AddPublishing(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        builder.OnBeforeStart((@event, _) =>
        {
            // Compute environments publish the replicas themselves and write their own manifest entries.
            if (!@event.Model.Resources.OfType<IComputeEnvironmentResource>().Any())
            {
                RefuseSteps(builder.Configuration);
                foreach (var project in @event.Model.GetProjectResources())
                {
                    builder.CreateResourceBuilder(project).WithManifestPublishingCallback(context => WriteAsync(context, project));
                }
            }

            return Task.CompletedTask;
        });
    }

    private static void RefuseSteps(ConfigurationManager configuration)
    {
        if (StepsOfEnvironments.Contains(configuration["Pipeline:Step"]))
        {
            throw new FleetException(
                "No compute environment is configured: publish the manifest with --publisher manifest --output-path <directory>, "
                + "or reference Aspire.Hosting.Docker or Aspire.Hosting.Kubernetes and add an environment in AppHost.cs. "
                + "See docs/deploying.md.");
        }
    }

    /// <summary>Writes a project as Aspire does, plus its replicas, which Aspire omits.</summary>
    private static async Task WriteAsync(ManifestPublishingContext context, ProjectResource project)
    {
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        context.Writer.WriteNumber("replicas", project.GetReplicaCount());
        await context.WriteCommandLineArgumentsAsync(project);
        await context.WriteEnvironmentVariablesAsync(project);
        context.WriteBindings(project);
    }
}
