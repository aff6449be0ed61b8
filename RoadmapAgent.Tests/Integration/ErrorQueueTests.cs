using Aspire.Hosting.ApplicationModel;
using RabbitMQ.Client;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class ErrorQueueTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Workers => new(Queues.ByWorker.Keys);

    [Theory]
    [MemberData(nameof(Workers))]
    public async Task A_message_in_an_error_queue_is_reported_and_can_be_requeued_by_command(string worker)
    {
        var queue = Queues.ByWorker[worker];
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        try
        {
            await channel.BasicPublishAsync("", queue, "nobody understands this"u8.ToArray(), Cancellation);
            await SeenAsync($"1 message of {queue} could not be handled", found: true);

            Assert.Contains("**1**", await RequeueAsync(worker), StringComparison.Ordinal);
            await Eventually.TrueAsync(
                Patience,
                () => "it did not fail again",
                async () => await channel.MessageCountAsync(ErrorQueues.Of(queue), Cancellation) == 1);
        }
        finally
        {
            await channel.QueuePurgeAsync(ErrorQueues.Of(queue), Cancellation);
        }

        await SeenAsync("could not be handled", found: false);
        Assert.Contains("is empty", await RequeueAsync(worker), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requeued_message_is_handled_once_its_cause_is_gone()
    {
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.SendAsync(
            ErrorQueues.Of(Queues.Of(typeof(GenerateConcept))),
            new GenerateConcept(Guid.NewGuid(), "c-1-1-1"),
            Guid.NewGuid(),
            new Dictionary<string, object?> { ["MT-Fault-Message"] = "The database was away." });

        await Eventually.TrueAsync(
            Patience,
            () => "it did not arrive",
            async () => await channel.MessageCountAsync(ErrorQueues.Of(Queues.Of(typeof(GenerateConcept))), Cancellation) == 1);

        Assert.Contains("**1**", await RequeueAsync("content"), StringComparison.Ordinal);
        await Eventually.TrueAsync(Patience, () => "it is still there", async () =>
            await channel.MessageCountAsync(Queues.Of(typeof(GenerateConcept)), Cancellation) + await channel
                .MessageCountAsync(ErrorQueues.Of(Queues.Of(typeof(GenerateConcept))), Cancellation) == 0);
    }

    private async Task<string> RequeueAsync(string worker)
    {
        // Any replica will do: all of them share the queue.
        var replica = await fleet.Application.ResourceNotifications.WaitForResourceAsync(
            worker, e => e.Snapshot.State?.Text == KnownResourceStates.Running, Cancellation);
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync(replica.ResourceId, "requeue-errors", Cancellation);
        Assert.True(result.Success, result.Message);
        return result.Data!.Value;
    }

    private Task SeenAsync(string finding, bool found) =>
        Eventually.TrueAsync(Patience, () => $"'{finding}' was {(found ? "never" : "still")} found", async () =>
    {
        using var health = await fleet.Api.GetAsync(new Uri("/health/connections", UriKind.Relative), Cancellation);
        return (await health.Content.ReadAsStringAsync(Cancellation)).Contains(finding, StringComparison.Ordinal) == found;
    });
}
