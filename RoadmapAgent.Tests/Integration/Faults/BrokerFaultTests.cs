using Aspire.Hosting.ApplicationModel;
using Npgsql;
using RabbitMQ.Client;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>A broker that refuses messages for longer than anything waits for it.</summary>
[Collection(OnFaultFleet.Name)]
public sealed class BrokerFaultTests(FaultFleet fleet) : FleetTest(fleet)
{
    private const int Refusals = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact(Explicit = true)]
    public async Task Every_roadmap_completes_after_the_broker_was_unreachable()
    {
        await CommandAsync(KnownResourceCommands.StopCommand);
        var ids = await AcceptAndWaitUntilRefusedAsync();
        await CommandAsync(KnownResourceCommands.StartCommand);

        await CompleteAsync(ids);
    }

    [Fact(Explicit = true)]
    public async Task Every_roadmap_completes_after_the_broker_blocked_its_publishers()
    {
        var broker = fleet.BrokerControl;
        await broker.RunAsync(Cancellation, "set_vm_memory_high_watermark", "0");
        var ids = await AcceptAndWaitUntilRefusedAsync();
        await broker.RunAsync(Cancellation, "set_vm_memory_high_watermark", "0.6");

        await CompleteAsync(ids);
    }

    [Fact(Explicit = true)]
    public async Task Every_roadmap_completes_although_the_queues_were_deleted()
    {
        await using (var connection = await fleet.ConnectToBrokerAsync())
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation))
        {
            foreach (var queue in Queues.ByWorker.Values)
            {
                await channel.QueueDeleteAsync(queue, cancellationToken: Cancellation);
            }
        }

        await CompleteAsync(await AcceptAsync());
    }

    private Task<Guid[]> AcceptAsync() => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fleet.CreateAsync("Learn SQL")));

    /// <summary>Accepts roadmaps; returns when the broker has refused a message several times.</summary>
    private async Task<Guid[]> AcceptAndWaitUntilRefusedAsync()
    {
        var ids = await AcceptAsync();
        await using var connection = await fleet.OpenDirectAsync();
        await Eventually.TrueAsync(Patience, () => "the broker accepts everything", async () =>
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM roadmap.outbox WHERE attempts >= $1", connection)
            {
                Parameters = { new() { Value = Refusals } },
            };
            return await command.ExecuteScalarAsync(Cancellation) is > 0L;
        });
        return ids;
    }

    [Fact(Explicit = true)]
    public async Task A_broker_whose_queue_is_dead_is_restarted_and_every_roadmap_completes()
    {
        KeepRunningFor(TimeSpan.FromMinutes(20));
        await fleet.BrokerControl.StopQueueAsync(Queues.Of(typeof(GenerateConcept)), Cancellation);

        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(10), "completed");
    }

    private async Task CompleteAsync(Guid[] ids)
    {
        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, Patience, "completed");
        }

        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        foreach (var queue in Queues.ByWorker.Values)
        {
            Assert.Equal(0u, await channel.MessageCountAsync(ErrorQueues.Of(queue), Cancellation));
        }
    }

    private async Task CommandAsync(string command)
    {
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("messaging", command, Cancellation);
        Assert.True(result.Success, result.Message);
    }
}
