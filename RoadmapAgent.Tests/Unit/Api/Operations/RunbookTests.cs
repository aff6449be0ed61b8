using System.Net;
using System.Reflection;
using RoadmapAgent.Api.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class RunbookTests
{
    [Fact]
    public async Task Every_kind_of_finding_has_a_section_and_the_page_links_nowhere_else()
    {
        await using var server = new ApiServer("Development");
        using var client = server.CreateClient();
        using var response = await client.GetAsync(new Uri("/operations/runbook", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var kinds = typeof(FindingKind).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetValue(null)!)
            .ToList();
        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.Contains($"<h3 id=\"{kind}\">", page, StringComparison.Ordinal));
        Assert.DoesNotContain(".md", page, StringComparison.Ordinal);
    }
}
