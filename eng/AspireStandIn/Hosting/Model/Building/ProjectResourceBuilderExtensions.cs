using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

public class ProjectResourceOptions
{
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }
}

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, string? launchProfileName) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, options => Choose(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, Action<ProjectResourceOptions> configure) where TProject : IProjectMetadata, new() =>
        Add(builder, name, new TProject(), configure);

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, options => Choose(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath, Action<ProjectResourceOptions> configure) =>
        Add(builder, name, new ProjectAtPath(Path.GetFullPath(projectPath, builder.AppHostDirectory)), configure);

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) => builder.WithAnnotation(new ReplicaAnnotation(replicas));

    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder) =>
        builder.WithAnnotation(new DisableForwardedHeadersAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(this IResourceBuilder<ProjectResource> builder, Func<EndpointAnnotation, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        builder.Resource.EnvironmentFilters.Add(filter);
        return builder;
    }

    private static void Choose(ProjectResourceOptions options, string? launchProfileName) => (options.LaunchProfileName, options.ExcludeLaunchProfile) = (launchProfileName, launchProfileName is null);

    private static IResourceBuilder<ProjectResource> Add<TMetadata>(IDistributedApplicationBuilder builder, string name, TMetadata metadata, Action<ProjectResourceOptions> configure) where TMetadata : IProjectMetadata
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);

        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        ProjectEnvironment.AddTelemetryAndConsole(project);
        if (builder.ExecutionContext.IsRunMode) AddRebuilder(project, metadata.ProjectPath);
        ChooseLaunchProfile(project, options);
        var profile = project.Resource.EffectiveLaunchProfile();
        if (builder.ExecutionContext.IsRunMode)
        {
            ProjectEnvironment.AddUrls(project);
            if (profile is not null) AddLaunchProfile(project, profile);
        }
        else
        {
            ProjectEnvironment.AddPorts(project);
            if (profile?.Profile.ApplicationUrl is not null) AddPublishedEndpoints(project);
        }
        return project;
    }

    private static void ChooseLaunchProfile(IResourceBuilder<ProjectResource> project, ProjectResourceOptions options)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        if (options.ExcludeLaunchProfile) project.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        else if (!string.IsNullOrEmpty(options.LaunchProfileName)) project.WithAnnotation(new LaunchProfileAnnotation(options.LaunchProfileName));
        else if ((configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"]) is { Length: > 0 } inherited) project.WithAnnotation(new DefaultLaunchProfileAnnotation(inherited));
    }

    /// <summary>Its addresses become endpoints (http, http2, …), its variables are set where nothing else has set them.</summary>
    private static void AddLaunchProfile(IResourceBuilder<ProjectResource> project, NamedLaunchProfile named)
    {
        var perScheme = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var url in named.Profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var address = BindingAddress.Parse(url);
            var number = perScheme[address.Scheme] = perScheme.GetValueOrDefault(address.Scheme) + 1;
            project.WithEndpoint(number == 1 ? address.Scheme : $"{address.Scheme}{number}", endpoint =>
            {
                (endpoint.Port, endpoint.UriScheme, endpoint.FromLaunchProfile) = (address.Port, address.Scheme, true);
                endpoint.TargetHost = address.Host is "127.0.0.1" or "[::1]" ? KnownHostNames.Localhost : address.Host;
            });
        }

        if (named.Profile.LaunchUrl is { } launchUrl) project.WithUrls(context => OpenAt(context, launchUrl));
        project.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", named.Name);
            foreach (var (variable, value) in named.Profile.EnvironmentVariables) context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value));
        });
    }

    private static void OpenAt(ResourceUrlsCallbackContext context, string launchUrl)
    {
        foreach (var link in context.Urls.Where(link => link.Endpoint is { Exists: true, EndpointAnnotation.FromLaunchProfile: true }))
        {
            if (Uri.TryCreate(new Uri(link.Url), launchUrl, out var whole)) link.Url = whole.ToString();
        }
    }

    private static void AddPublishedEndpoints(IResourceBuilder<ProjectResource> project)
    {
        EndpointAnnotation OfScheme(string scheme)
        {
            if (project.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.UriScheme == scheme || endpoint.Name == scheme) is { } existing) return existing;

            project.WithEndpoint(scheme, endpoint => endpoint.UriScheme = scheme);
            var created = project.Resource.Annotations.OfType<EndpointAnnotation>().Last();
            if (scheme == "https") project.Resource.DefaultHttpsEndpoint = created;
            return created;
        }

        var (http, https) = (OfScheme("http"), OfScheme("https"));
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
    }

    /// <summary>The genuine library gives every project this hidden child, started by the rebuild command; who walks the model meets it.</summary>
    private static void AddRebuilder(IResourceBuilder<ProjectResource> project, string projectPath) =>
        project.ApplicationBuilder.AddResource(new ProjectRebuilderResource($"{project.Resource.Name}-rebuilder", project.Resource, projectPath))
            .WithArgs("build", projectPath)
            .WithExplicitStart()
            .ExcludeFromManifest()
            .WithHidden()
            .WithInitialState(new CustomResourceSnapshot { ResourceType = KnownResourceTypes.Executable, State = KnownResourceStates.NotStarted, Properties = [] });

    private sealed class ProjectAtPath(string path) : IProjectMetadata
    {
        public string ProjectPath { get; } = Directory.Exists(path) && Directory.GetFiles(path, "*.csproj") is [var only] ? only : path;
    }

    private sealed class ProjectRebuilderResource(string name, IResource parent, string projectPath) : ExecutableResource(name, "dotnet", Path.GetDirectoryName(projectPath)!), IResourceWithParent<IResource>
    {
        public IResource Parent { get; } = parent;
    }
}
