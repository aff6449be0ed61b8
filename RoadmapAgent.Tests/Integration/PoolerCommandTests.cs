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
}
