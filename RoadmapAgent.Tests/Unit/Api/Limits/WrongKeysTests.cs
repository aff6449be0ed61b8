using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RoadmapAgent.Api.Limits;

namespace RoadmapAgent.Tests.Unit.Api.Limits;

public sealed class WrongKeysTests
{
    private const string Key = "the operators' key";
    private const string Budget = "/api/operations/budget";
    private const string Token = "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    [Fact]
    public async Task After_too_many_wrong_keys_not_even_the_right_one_is_accepted_for_a_minute()
    {
        await using var api = new LimitedApi("Production", ("Operations:Key", Key), ("Limits:WrongKeysPerMinute", "3"));
        var right = ("Authorization", $"Bearer {Key}");

        // Without a declared fleet the budget's route answers 404 to an operator.
        Assert.Equal(HttpStatusCode.NotFound, (await api.AskAsync(Budget, headers: right)).Status);
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            await api.RepeatAsync(2, Budget, headers: ("Authorization", "Bearer guessed")));
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests],
            await api.RepeatAsync(2, "/api/account", headers: ("Authorization", "Basic YW55Ym9keTpndWVzc2Vk")));

        var refused = await api.AskAsync(Budget, headers: right);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Contains("WrongKeysPerMinute", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.AskAsync("/api/account")).Status);
    }

    [Fact]
    public void Wrong_keys_of_one_address_do_not_lock_out_another()
    {
        using var keys = new WrongKeys(perMinute: 1, NullLogger<WrongKeys>.Instance);
        keys.Count(Request("192.0.2.1", "Bearer guessed"));

        Assert.NotNull(keys.Refuse(Request("192.0.2.1", $"Bearer {Key}")));
        Assert.Null(keys.Refuse(Request("192.0.2.2", $"Bearer {Key}")));
    }

    [Fact]
    public void A_token_that_has_expired_is_no_wrong_key()
    {
        using var keys = new WrongKeys(perMinute: 1, NullLogger<WrongKeys>.Instance);
        keys.Count(Request("192.0.2.1", Token));
        Assert.Null(keys.Refuse(Request("192.0.2.1", $"Bearer {Key}")));

        keys.Count(Request("192.0.2.1", "Bearer guessed"));
        Assert.Null(keys.Refuse(Request("192.0.2.1", Token)));
    }

    private static DefaultHttpContext Request(string address, string authorization) => new()
    {
        Connection = { RemoteIpAddress = IPAddress.Parse(address) },
        Request = { Headers = { Authorization = authorization } },
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
    };
}
