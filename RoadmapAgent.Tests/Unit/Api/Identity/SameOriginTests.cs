using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

public sealed class SameOriginTests
{
    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS", "TRACE"];

    [Fact]
    public async Task Every_route_that_changes_something_refuses_another_sites_page()
    {
        await using var server = new ApiServer("Development");
        using var client = server.CreateClient();
        var changes = (
            from endpoint in server.Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            where !Safe.Contains(method)
            select (method, path: Fill(endpoint.RoutePattern))).ToList();
        Assert.Contains(changes, change => change.path.EndsWith("/review", StringComparison.Ordinal));

        foreach (var (method, path) in changes)
        {
            foreach (var (header, value) in new[]
            {
                ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null"),
            })
            {
                using var request = new HttpRequestMessage(new(method), path);
                request.Headers.TryAddWithoutValidation(header, value);
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal((method, path, HttpStatusCode.Forbidden), (method, path, response.StatusCode));
            }
        }
    }

    private static string Fill(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments
        .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "id" } => Guid.NewGuid().ToString(),
            _ => "quiz",
        }))));
}
