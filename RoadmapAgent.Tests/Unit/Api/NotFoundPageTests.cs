using System.Net;

namespace RoadmapAgent.Tests.Unit.Api;

public sealed class NotFoundPageTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("/nothing-here")]
    [InlineData("/roadmaps/1")]
    [InlineData("/views/nothing.js")]
    public async Task A_browser_that_opens_an_address_that_does_not_exist_gets_a_page_with_a_way_on(string path)
    {
        var answer = await api.GetAsync(path, Browser);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.Status, answer.MediaType));
        Assert.Contains("<h1>There is no such page</h1>", answer.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/\"", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing-here", "*/*")]
    [InlineData("/nothing-here", "application/json")]
    [InlineData("/api/nothing-here", Browser)]
    public async Task Everything_else_gets_a_problem(string path, string accept)
    {
        var answer = await api.GetAsync(path, accept);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.Status, answer.MediaType));
    }
}
