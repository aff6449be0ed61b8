using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Limits;
using RoadmapAgent.ServiceSettings;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Unit.Api.Limits;

/// <summary>The limits of requests. No test waits for permits: they return after half a minute or more.</summary>
public sealed class RequestLimitsTests
{
    private const string Invalid = "{}";

    private static readonly (string, string) Grace = ("Cookie", "roadmap-agent-identity=grace");
    private static readonly string Review = $"/api/roadmaps/{Guid.NewGuid()}/review";

    [Fact]
    public async Task A_person_who_creates_too_many_roadmaps_is_told_the_limit_and_when_to_try_again()
    {
        await using var api = new LimitedApi("Development", ("Limits:CreationsPerMinute", "2"));
        await api.RepeatAsync(2, "/api/roadmaps", HttpMethod.Post, Invalid);

        var refused = await api.AskAsync("/api/roadmaps", HttpMethod.Post, Invalid);

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.Equal(TimeSpan.FromSeconds(30), refused.RetryAfter);
        var problem = JsonDocument.Parse(refused.Text).RootElement;
        Assert.Equal("CreationsPerMinute", problem.GetProperty("limit").GetString());
        Assert.Equal(
            "At most 2 roadmaps may be created per person and minute. Try again after 30 s.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("Limits:CreationsPerMinute", "POST", "/api/roadmaps", HttpStatusCode.BadRequest)]
    [InlineData("Limits:ChangesPerMinute", "POST", "/api/roadmaps/7c6b5f2e-0000-0000-0000-000000000000/review", HttpStatusCode.BadRequest)]
    [InlineData("Limits:ReadsPerMinute", "GET", "/api/account", HttpStatusCode.OK)]
    public async Task Every_person_has_limits_of_their_own(string limit, string method, string path, HttpStatusCode accepted)
    {
        await using var api = new LimitedApi("Development", (limit, "2"));
        var (verb, body) = (new HttpMethod(method), method == "POST" ? Invalid : null);

        Assert.Equal([accepted, accepted, HttpStatusCode.TooManyRequests], await api.RepeatAsync(3, path, verb, body));
        Assert.Equal([accepted, accepted, HttpStatusCode.TooManyRequests], await api.RepeatAsync(3, path, verb, body, Grace));
    }

    [Fact]
    public async Task Who_has_read_too_much_may_still_decide_and_create()
    {
        await using var api = new LimitedApi("Development", ("Limits:ReadsPerMinute", "1"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], await api.RepeatAsync(2, "/api/account"));
        Assert.Equal([HttpStatusCode.BadRequest], await api.RepeatAsync(1, Review, HttpMethod.Post, Invalid));
        Assert.Equal([HttpStatusCode.BadRequest], await api.RepeatAsync(1, "/api/roadmaps", HttpMethod.Post, Invalid));
    }

    [Fact]
    public async Task An_event_stream_counts_while_it_is_open()
    {
        await using var api = new LimitedApi("Development", ("Limits:StreamsAtOnce", "2"));
        using var first = await api.OpenAsync("/api/operations/events");
        using (await api.OpenAsync("/api/operations/events"))
        {
            var refused = await api.AskAsync("/api/operations/events");
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
            Assert.Contains("At most 2 event streams", refused.Text, StringComparison.Ordinal);
            using var others = await api.OpenAsync("/api/operations/events", headers: Grace);
            Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        }

        // The server notices within moments that a client has left.
        await Eventually.TrueAsync(TimeSpan.FromSeconds(30), () => "the stream still counts", async () =>
        {
            using var next = await api.OpenAsync("/api/operations/events");
            return next.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public void A_person_may_have_only_a_few_exports_running_and_others_do_not_wait_for_them()
    {
        using var limiter = new RequestLimits(new() { ExportsAtOnce = 2 }).OfPeople();
        var (ada, grace) = (Export("ada"), Export("grace"));
        using var first = limiter.AttemptAcquire(ada);
        using (var second = limiter.AttemptAcquire(ada))
        {
            using var third = limiter.AttemptAcquire(ada);
            using var other = limiter.AttemptAcquire(grace);
            Assert.Equal((true, true, false, true), (first.IsAcquired, second.IsAcquired, third.IsAcquired, other.IsAcquired));
            Assert.Equal(nameof(LimitOptions.ExportsAtOnce), RequestLimits.LimitOf(ada)!.Setting);
        }

        using var next = limiter.AttemptAcquire(ada);
        Assert.True(next.IsAcquired);
    }

    [Theory]
    [InlineData("/api/account/export")]
    [InlineData("/api/roadmaps/{id:guid}/export.md")]
    [InlineData("/api/search/")]
    public async Task What_reads_much_counts_as_an_export(string route)
    {
        await using var server = new ApiServer("Development");
        using var client = server.CreateClient();
        var endpoint = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText == route);

        Assert.Same(RequestKind.Export, endpoint.Metadata.GetMetadata<RequestKind>());
    }

    [Fact]
    public async Task Requests_without_a_user_are_limited_by_address_whatever_they_ask_for()
    {
        await using var api = new LimitedApi("Production", ("Limits:AnonymousPerMinute", "3"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.AskAsync("/api/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.AskAsync("/main.js")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.AskAsync("/nothing")).Status);
        var refused = await api.AskAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("AnonymousPerMinute", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_are_not_limited()
    {
        await using var api = new LimitedApi("Production", ("Limits:AnonymousPerMinute", "1"));

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await api.RepeatAsync(3, "/alive"));
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await api.RepeatAsync(3, "/health/connections"));
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_limited_by_address()
    {
        await using var api = new LimitedApi("Production", ("Limits:SignInsPerMinute", "2"));

        // The authority does not answer.
        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests],
            await api.RepeatAsync(3, "/sign-in"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await api.AskAsync("/signin-oidc?code=x&state=y")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.AskAsync("/")).Status);
    }

    private static DefaultHttpContext Export(string owner)
    {
        var http = new DefaultHttpContext { User = new(new ClaimsIdentity([new(Learners.OwnerClaim, owner)], "test")) };
        http.Request.Method = HttpMethods.Get;
        http.SetEndpoint(new(requestDelegate: null, new(RequestKind.Export), "export"));
        return http;
    }
}
