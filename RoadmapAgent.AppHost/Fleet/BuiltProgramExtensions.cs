using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Starts projects from the output of the AppHost's own build.</summary>
internal static class BuiltProgramExtensions
{
    /// <summary>
    /// Starts the project's program with <c>dotnet program.dll</c> instead of <c>dotnet run</c>, which evaluates and builds the project
    /// again and keeps an additional process of 110 to 130 MiB running for each one. An IDE that debugs the fleet, and <c>dotnet watch</c>,
    /// still start projects in their own way.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AsBuiltProgram(this IResourceBuilder<ProjectResource> project)
    {
        var application = project.ApplicationBuilder;
        var path = PathOf(project.Resource.GetProjectMetadata().ProjectPath);
        return application.ExecutionContext.IsRunMode && !IsStartedElsewhere(application.Configuration) && File.Exists(path)
            ? project.WithAnnotation(new ExecutableAnnotation
            {
                Command = "dotnet",
                WorkingDirectory = Path.GetDirectoryName(project.Resource.GetProjectMetadata().ProjectPath)!,
            })
                .WithArgs(context => context.Args.Insert(0, path))
            : project;
    }

    // The layout of UseArtifactsOutput: artifacts/bin/<project>/<configuration>/.
    private static string PathOf(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", name, configuration, $"{name}.dll"));
    }

    private static bool IsStartedElsewhere(ConfigurationManager configuration) =>
        configuration["DEBUG_SESSION_PORT"] is not null || configuration.GetValue("DOTNET_WATCH", defaultValue: false);
}
