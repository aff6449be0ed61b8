using System.Xml.Linq;

namespace RoadmapAgent.Tests.Unit.Architecture;

/// <summary>The allowed project references; docs/developer.md shows them as a diagram.</summary>
public sealed class ProjectTests
{
    /// <summary>Every project with its allowed direct references.</summary>
    public static TheoryData<string, string[]> Directions => new()
    {
        { "Domain", [] },
        { "Connections", [] },
        { "Authoring", ["Domain"] },
        { "ServiceDefaults", ["Connections"] },
        { "Data", ["Connections", "Domain", "ServiceDefaults"] },
        { "Messaging", ["Data", "Domain", "ServiceDefaults"] },
        { "Api", ["Authoring", "Connections", "Data", "Domain", "Messaging", "ServiceDefaults"] },
        { "Workers", ["Authoring", "Data", "Domain", "Messaging", "ServiceDefaults"] },
        { "Hosting.ConnectionBudget", ["Connections"] },
        { "Hosting.PgBouncer", ["Connections"] },
        { "Hosting.LocalServers", ["Connections", "Hosting.PgBouncer"] },
        {
            "AppHost",
            ["Api", "Authoring", "Connections", "Hosting.ConnectionBudget", "Hosting.LocalServers", "Hosting.PgBouncer", "Workers"]
        },
        {
            "Benchmarks",
            ["AppHost", "Authoring", "Connections", "Data", "Domain", "Hosting.LocalServers", "Hosting.PgBouncer", "ServiceDefaults"]
        },
    };

    [Theory]
    [MemberData(nameof(Directions))]
    public void A_project_references_only_the_projects_below_it(string project, string[] allowed) =>
        Assert.Equal(
            allowed,
            Items(project, "ProjectReference")
                .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["RoadmapAgent.".Length..])
                .Order());

    [Fact]
    public void Every_project_is_listed_with_its_allowed_references() => Assert.Equal(
        Sources.Projects.Where(project => project != "Tests"), Directions.Select(row => row.Data.Item1).Order());

    [Theory]
    [InlineData("Domain")]
    [InlineData("Connections")]
    public void Projects_in_the_lowest_layer_reference_no_packages_and_no_framework(string project)
    {
        Assert.Empty(Items(project, "PackageReference"));
        Assert.Empty(Items(project, "FrameworkReference"));
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Sources.Root, $"RoadmapAgent.{project}", $"RoadmapAgent.{project}.csproj"))
            .Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value);
}
