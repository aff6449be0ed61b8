namespace RoadmapAgent.Tests.Unit.Architecture;

/// <summary>The repository's source files.</summary>
internal static class Sources
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetDirectoryName(global::Projects.RoadmapAgent_AppHost.ProjectPath.TrimEnd('/'))!;

    /// <summary>The project names without their common prefix.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [
            .. Directory.EnumerateDirectories(Root, "RoadmapAgent.*")
                .Where(path => Directory.EnumerateFiles(path, "*.csproj").Any())
                .Select(path => Path.GetFileName(path)["RoadmapAgent.".Length..])
                .Order(),
        ];

    /// <summary>The C# files of a project.</summary>
    public static IEnumerable<string> Of(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, $"RoadmapAgent.{project}"), "*.cs", SearchOption.AllDirectories);
}
