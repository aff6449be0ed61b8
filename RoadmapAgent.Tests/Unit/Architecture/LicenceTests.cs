using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace RoadmapAgent.Tests.Unit.Architecture;

/// <summary>
/// The licences of all packages that the product depends on, directly or not, are known and permit use under MIT.
/// <c>docs/dependencies.md</c> shows them; its table is generated here and must not differ.
/// </summary>
public sealed class LicenceTests
{
    // SPDX identifiers: https://spdx.org/licenses/
    private static readonly string[] Permitted =
    [
        "Apache-2.0", "Apache-2.0 OR MPL-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "PostgreSQL",
    ];

    // Packages with the text of their licence instead of its identifier.
    private static readonly Dictionary<string, string> ReadInPackage = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CommandLineParser"] = "MIT",
        ["Fractions"] = "BSD-2-Clause",
        ["Microsoft.DotNet.PlatformAbstractions"] = "MIT",
    };

    private static readonly string Root = Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..");

    [Fact]
    public void Every_dependency_has_a_licence_that_permits_use_under_MIT() =>
        Assert.DoesNotContain(Dependencies(), package => !Permitted.Contains(package.Licence));

    [Fact]
    public void Every_dependency_is_documented_with_its_licence()
    {
        var table = new StringBuilder("| Package | Version | Licence |\n|---|---|---|\n");
        foreach (var (id, version, licence) in Dependencies())
        {
            table.Append(provider: null, $"| {id} | {version} | {licence} |\n");
        }

        var documented = File.ReadAllText(Path.Combine(Root, "docs", "dependencies.md"));
        Assert.True(documented.Contains(table.ToString(), StringComparison.Ordinal), $"docs/dependencies.md must contain:\n{table}");
    }

    private static IReadOnlyList<(string Id, string Version, string Licence)> Dependencies() =>
    [
        .. Directory.EnumerateDirectories(Root, "RoadmapAgent.*")
            .Where(project => !project.EndsWith(".Tests", StringComparison.Ordinal))
            .Select(project => Path.Combine(project, "packages.lock.json"))
            .Where(File.Exists)
            .SelectMany(Locked)
            .Distinct()
            .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(package => package.Version, StringComparer.Ordinal)
            .Select(package => (package.Id, package.Version, LicenceOf(package.Id, package.Version))),
    ];

    private static IEnumerable<(string Id, string Version)> Locked(string file)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. locked.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.TryGetProperty("resolved", out _))
                .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!)),
        ];
    }

    private static string LicenceOf(string id, string version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
#pragma warning disable CA1308 // NuGet's folders have lower-case names.
        var directory = Path.Combine(packages, id.ToLowerInvariant(), version.ToLowerInvariant());
        var metadata = XDocument.Load(Path.Combine(directory, $"{id.ToLowerInvariant()}.nuspec")).Root!.Elements().First();
#pragma warning restore CA1308
        var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : ReadInPackage.GetValueOrDefault(id, "unknown");
    }
}
