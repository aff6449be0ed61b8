using System.Diagnostics;
using System.Net;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The commands of the pooler's resource.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class PoolerCommandTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly string[] Interrupting = ["reconnect", "pause", "resume"];

    [Fact]
    public async Task The_pooler_commands_succeed()
    {
        (string, string)[] commands =
        [
            ("show-pools", "roadmap_content"),
            ("reconnect", "replaced"),
            ("pause", "resumes automatically in 10 s"),
            ("resume", "again"),
            ("resume", "Nothing was paused"),
        ];
        foreach (var (command, expected) in commands)
        {
            var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("pgbouncer", command, Cancellation);
            Assert.True(result.Success, $"{command}: {result.Message}");
            Assert.Contains(expected, result.Data!.Value, StringComparison.Ordinal);
        }

        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(3), "completed");
    }

    [Fact]
    public async Task Requests_and_messages_survive_the_pooler_commands()
    {
        var ids = new List<Guid>();
        using var done = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                ids.Add(await fleet.CreateAsync("Learn SQL"));
            }
        }, Cancellation);

        // A command that interrupts a server login makes the pooler refuse clients for a second.
        foreach (var command in Enumerable.Repeat(Interrupting, 5).SelectMany(commands => commands))
        {
            var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("pgbouncer", command, Cancellation);
            Assert.True(result.Success, $"{command}: {result.Message}");
        }

        await done.CancelAsync();
        await asking;
        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(2), "completed")));
    }

    [Fact(Explicit = true)]
    public async Task While_the_pooler_serves_nobody_requests_are_refused_at_once_and_served_again_as_soon_as_it_resumes()
    {
        await PoolerAsync("pause", "--stay");
        try
        {
            // The first ones wait for as long as the pooler lets them.
            Assert.Equal("pooler_wait_timeout", (await AskAsync()).Cause);

            var clock = Stopwatch.StartNew();
            var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync()));
            var took = clock.Elapsed;

            Assert.All(refused, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "circuit_open"), (answer.Status, answer.Cause)));
            Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(2), answer.RetryAfter));
            // Far from what each of them would wait for the pooler.
            Assert.True(took < TimeSpan.FromSeconds(10), $"took {took}");
        }
        finally
        {
            await PoolerAsync("resume");
        }

        await Eventually.TrueAsync(
            TimeSpan.FromSeconds(20), () => "requests are still refused", async () => (await AskAsync()).Status == HttpStatusCode.OK);
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(3), "completed");
    }

    private async Task PoolerAsync(params string[] command)
    {
        var (code, _, error) = await AppHostProgram.RunAsync([.. command, $"--Fleet:DataDirectory={fleet.DataDirectory}"]);
        Assert.Equal((0, ""), (code, error));
    }

    private async Task<(HttpStatusCode Status, string? Cause, TimeSpan? RetryAfter)> AskAsync()
    {
        using var response = await fleet.Api.GetAsync(new Uri("/api/roadmaps", UriKind.Relative), Cancellation);
        using var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        var cause = body.RootElement.TryGetProperty("cause", out var text) ? text.GetString() : null;
        return (response.StatusCode, cause, response.Headers.RetryAfter?.Delta);
    }
}
