using System.Text.Json;
using RoadmapAgent.Tests.Integration.Hostile;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>
/// Hostile requests at an API without a database: what reaches the database is answered with 503, everything else as on a fleet. With an
/// authority, callers who have not signed in are anonymous.
/// </summary>
public sealed class HostileRequestTests
{
    private const string Key = "only-for-operators";
    private const int Requests = 400;
    private const int Factor = 25;

    // Signed by nobody, for an authority that does not answer.
    private const string Token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJncmFjZSJ9.AAAA";

    private static readonly (string, string)[] Settings =
    [
        .. ((string[])["Creations", "Changes", "Reads", "Anonymous", "SignIns", "WrongKeys"])
            .Select(limit => ($"Limits:{limit}PerMinute", "1000000")),
        ("Limits:StreamsAtOnce", "1000000"),
        ("Limits:ExportsAtOnce", "1000000"),
        ("Operations:Key", Key),
        ("Identity:Audience", "roadmaps"),
    ];

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Every_hostile_request_gets_an_answer_that_the_API_declares(string environment)
    {
        var (seed, count) = (Random.Shared.Next(1_000_000), FullRun.IsOn ? Requests * Factor : Requests);
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}.");
        await using var server = new ApiServer(environment, Settings);
        using var client = server.CreateClient();
        var description = JsonElement.Parse(
            await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken));
        var local = new HostileLoad(new(description), client.BaseAddress!, () => LiveIds.None) { Secret = "hush" };
        var load = environment == "Development" ? local : new(new(description), client.BaseAddress!, () => LiveIds.None)
        {
            Credentials = caller => caller switch
            {
                Caller.Owner => ("Authorization", $"Bearer {Key}"),
                Caller.Other => ("Authorization", $"Bearer {Token}"),
                _ => null,
            },
            Secret = Key,
        };

        await load.RunAsync(seed, count, TestContext.Current.CancellationToken);

        Assert.True(load.Tally.Defects.Count == 0, load.Tally.Shown());
        Assert.Equal(count, load.Tally.Requests);
    }
}
