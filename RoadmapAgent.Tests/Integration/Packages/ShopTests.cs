using System.IO.Compression;

namespace RoadmapAgent.Tests.Integration.Packages;

/// <summary>The packages in somebody else's application.</summary>
public sealed class ShopTests(PackedShop shop) : IClassFixture<PackedShop>
{
    [Fact]
    public async Task The_sample_passes_its_tests_with_the_packages_alone()
    {
        var (exitCode, output) = await PackedShop.RunAsync(shop.Tests, "run", "--no-build", "--", "-noColor");

        Assert.True(exitCode == 0, output);
        Assert.Contains("Total: 2, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_could_exhaust_PostgreSQL_exits_with_code_1_and_the_arithmetic()
    {
        var (exitCode, output) = await PackedShop.RunAsync(shop.AppHost, "run", "--no-build", "--", "--Shop:CatalogPool=30");

        Assert.Equal(1, exitCode);
        Assert.Contains(
            "The services can open up to 145 PostgreSQL connections, but only 84 are available", output, StringComparison.Ordinal);
        Assert.Contains("set the pool size (WithMaxPoolSize) of 'catalog' (30) to at most", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_has_what_a_gallery_shows()
    {
        var packages = Directory.GetFiles(shop.Packages, "*.nupkg");

        Assert.Equal(4, packages.Length);
        Assert.All(packages, package =>
        {
            using var archive = ZipFile.OpenRead(package);
            var files = archive.Entries.Select(entry => entry.FullName).ToHashSet();
            Assert.Superset(new HashSet<string> { "README.md", "icon.png" }, files);
            Assert.Contains(
                files,
                file => file.StartsWith("lib/net10.0/", StringComparison.Ordinal) && file.EndsWith(".xml", StringComparison.Ordinal));
            using var nuspec = new StreamReader(
                archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
            var text = nuspec.ReadToEnd();
            Assert.All(
                ["<license type=\"expression\">MIT", "<readme>README.md", "<icon>icon.png", "<description>", "<tags>"],
                part => Assert.Contains(part, text, StringComparison.Ordinal));
        });
    }
}
