using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed record NamedLaunchProfile(string Name, LaunchProfile Profile);

/// <summary>Which profile of its launchSettings.json a project is started with.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The one that was named, else the AppHost's own if the project has one of that name, else the first that starts a project.</summary>
    public static NamedLaunchProfile? EffectiveLaunchProfile(this ProjectResource project)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>()) return null;

        var profiles = Read(project.GetProjectMetadata(), project.Name)?.Profiles;
        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var named))
        {
            if (profiles is null) return null;
            return profiles.TryGetValue(named.LaunchProfileName, out var profile)
                ? new(named.LaunchProfileName, profile)
                : throw new DistributedApplicationException($"Launch settings file does not contain '{named.LaunchProfileName}' profile.");
        }

        if (profiles is null) return null;
        if (project.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var inherited) && profiles.TryGetValue(inherited.LaunchProfileName, out var same)) return new(inherited.LaunchProfileName, same);

        return profiles.Where(pair => pair.Value.CommandName?.ToLowerInvariant() is null or "" or "project" or "executable")
            .Select(pair => new NamedLaunchProfile(pair.Key, pair.Value))
            .FirstOrDefault();
    }

    private static LaunchSettings? Read(IProjectMetadata metadata, string resourceName)
    {
        if (metadata.LaunchSettings is { } given) return given;
        if (!File.Exists(metadata.ProjectPath)) throw new DistributedApplicationException($"Project file '{metadata.ProjectPath}' was not found.");

        var path = Path.Combine(Path.GetDirectoryName(metadata.ProjectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<LaunchSettings>(stream, Json);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"Failed to get effective launch profile for project resource '{resourceName}'. There is malformed JSON in the project's launch settings file at '{path}'.", exception);
        }
    }
}
