using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Api.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class OperatorAccessTests
{
    private const string Key = "the operators' key";

    [Theory]
    [InlineData("Development", "", null, HttpStatusCode.OK)]
    [InlineData("Production", "", null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", "", "Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Bearer another key", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Basic not base 64", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "Bearer " + Key, HttpStatusCode.OK)]
    [InlineData("Production", Key, "bearer " + Key, HttpStatusCode.OK)]
    public async Task Outside_development_the_key_is_asked_for_and_without_one_the_door_is_shut(string environment, string key, string? authorization, HttpStatusCode expected) =>
        Assert.Equal(expected, (await AskAsync(environment, key, authorization)).Status);

    [Fact]
    public async Task A_browser_is_told_to_ask_and_may_answer_with_any_user()
    {
        Assert.Contains("Basic realm=", (await AskAsync("Production", Key, null)).Challenge, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("Production", Key, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Key}")))).Status);
    }

    private static async Task<(HttpStatusCode Status, string Challenge)> AskAsync(string environment, string key, string? authorization)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<OperationsOptions>(options => options.Key = key);
        await using var app = builder.Build();
        app.MapGroup("/api/operations").AddEndpointFilter<OperatorAccess>().MapGet("/", () => TypedResults.Ok());
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{app.Urls.Single()}/api/operations");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.WwwAuthenticate.ToString());
    }
}
