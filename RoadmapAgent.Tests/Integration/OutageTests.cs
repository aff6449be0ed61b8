using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Resources that are stopped or killed under load.</summary>
[Collection(OnFaultFleet.Name)]
public sealed class OutageTests(FaultFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_roadmap_completes_despite_a_ten_second_pooler_outage()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fleet.CreateAsync("Learn Kubernetes")));

        await CommandAsync("pgbouncer", KnownResourceCommands.StopCommand);
        await Task.Delay(Outage, Cancellation);
        await CommandAsync("pgbouncer", KnownResourceCommands.StartCommand);

        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, Patience, "completed");
        }

        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
    }

    [Fact]
    public async Task No_request_is_lost_when_PostgreSQL_restarts_behind_a_paused_pooler()
    {
        var ids = new List<Guid>();
        var restarted = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            // Every request must succeed; those made while the pooler is paused wait.
            while (!restarted.IsCancellationRequested)
            {
                ids.Add(await fleet.CreateAsync("Learn SQL"));
            }
        }, Cancellation);

        await CommandAsync("pgbouncer", "pause");
        await CommandAsync("postgres", KnownResourceCommands.RestartCommand);
        await fleet.Application.ResourceNotifications.WaitForResourceHealthyAsync(
            "postgres", WaitBehavior.WaitOnResourceUnavailable, Cancellation);
        await CommandAsync("pgbouncer", "resume");
        await restarted.CancelAsync();
        await asking;

        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, Patience, "completed");
        }
    }

    [Fact]
    public async Task Every_roadmap_completes_despite_a_broker_restart()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fleet.CreateAsync("Learn Rust")));
        var watching = ids.Select(id => EventStream.ReadAsync(fleet.Api, id, lastEventId: null, e => e.Type == "completed", Patience))
            .ToList();

        await CommandAsync("messaging", KnownResourceCommands.RestartCommand);

        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, Patience, "completed");
        }

        Assert.All(
            await Task.WhenAll(watching),
            events => Assert.Equal(Enumerable.Range(1, events.Count).Select(n => $"{n}"), events.Select(e => e.Id)));
    }

    // SupervisionTests kills every process under the same load in the gate.
    [Fact(Explicit = true)]
    public async Task Every_roadmap_completes_despite_killed_workers()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fleet.CreateAsync("Learn machine learning")));

        Kill("workflow");
        Kill("content");

        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, Patience, "completed");
        }
    }

    /// <summary>Kills one process of a service; it is restarted automatically.</summary>
    private void Kill(string service)
    {
        using var process = System.Diagnostics.Process.GetProcessById(fleet.ProcessesOf(service)[0]);
        process.Kill();
    }

    private async Task CommandAsync(string resource, string command)
    {
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync(resource, command, Cancellation);
        Assert.True(result.Success, result.Message);
    }
}
