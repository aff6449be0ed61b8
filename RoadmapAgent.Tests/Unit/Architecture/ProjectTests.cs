using System.Xml.Linq;

namespace RoadmapAgent.Tests.Unit.Architecture;

/// <summary>The allowed project references; docs/developer.md says what is in each project.</summary>
public sealed class ProjectTests
{
    /// <summary>Every project with its allowed direct references.</summary>
    public static TheoryData<string, string[]> Directions => new()
    {
        { "Domain", [] },
        { "Connections", [] },
        { "ServiceSettings", [] },
        { "Broker", [] },
        { "Authoring", ["Domain", "ServiceSettings"] },
        { "ServiceDefaults", ["Connections", "ServiceSettings"] },
        { "Data", ["Connections", "Domain", "ServiceDefaults"] },
        { "Messaging", ["Broker", "Data", "Domain", "ServiceDefaults"] },
        {
            "Api",
            ["Authoring", "Broker", "Connections", "Data", "Domain", "Messaging", "ServiceDefaults", "ServiceSettings"]
        },
        { "Workers", ["Authoring", "Data", "Domain", "Messaging", "ServiceDefaults", "ServiceSettings"] },
        { "Hosting.ConnectionBudget", ["Connections"] },
        { "Hosting.PgBouncer", ["Connections"] },
        { "Hosting.LocalServers", ["Connections", "Hosting.PgBouncer"] },
        {
            "AppHost",
            [
                "Api", "Broker", "Connections", "Hosting.ConnectionBudget", "Hosting.LocalServers", "Hosting.PgBouncer", "ServiceSettings",
                "Workers",
            ]
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

    [Fact]
    public void No_project_compiles_a_file_of_another() => Assert.All(
        Sources.Projects,
        project => Assert.DoesNotContain(Items(project, "Compile"), path => path.StartsWith("..", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Domain")]
    [InlineData("Connections")]
    [InlineData("ServiceSettings")]
    public void Projects_in_the_lowest_layer_reference_no_packages_and_no_framework(string project)
    {
        Assert.Empty(Items(project, "PackageReference"));
        Assert.Empty(Items(project, "FrameworkReference"));
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Sources.Root, $"RoadmapAgent.{project}", $"RoadmapAgent.{project}.csproj"))
            .Descendants(kind)
            .Select(item => item.Attribute("Include"))
            .OfType<XAttribute>()
            .Select(include => include.Value);
}
