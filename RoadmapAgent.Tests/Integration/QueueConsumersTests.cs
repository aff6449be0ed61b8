using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnFaultFleet.Name)]
public sealed class QueueConsumersTests(FaultFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Queues_that_no_process_consumes_are_found()
    {
        var broker = await fleet.ReadBrokerAddressAsync();
        string[] consumed = [.. Queues.ByWorker.Values];
        var unconsumed = ErrorQueues.Of(consumed[0]);

        Assert.Null(await FindAsync(broker, consumed));
        Assert.Null(await FindAsync(broker));
        Assert.Equal(unconsumed, await FindAsync(broker, [.. consumed, unconsumed]));
        Assert.Equal("no-such-queue", await FindAsync(broker, [.. consumed, "no-such-queue", unconsumed]));
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_is_no_absence_of_consumers()
    {
        var broker = new UriBuilder(await fleet.ReadBrokerAddressAsync()) { Port = 1 }.Uri;

        await Assert.ThrowsAsync<BrokerUnreachableException>(() => FindAsync(broker, "a-queue"));
    }

    [Fact]
    public async Task A_queue_whose_process_in_the_broker_has_ended_is_dead_until_that_starts_again()
    {
        const string Queue = "to-be-stopped";
        var broker = await fleet.ReadBrokerAddressAsync();
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Cancellation);
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: Cancellation);
        await channel.BasicPublishAsync("", Queue, ReadOnlyMemory<byte>.Empty, Cancellation);

        await fleet.BrokerControl.StopQueueAsync(Queue, Cancellation);
        Assert.Equal(new Unconsumed(Queue, IsDead: true), await QueueConsumers.FindAbsentAsync(broker, "test", [Queue], Cancellation));

        await fleet.BrokerControl.StartQueueAsync(Queue, Cancellation);
        await Eventually.TrueAsync(Patience, () => "the queue is still dead", async () =>
            new Unconsumed(Queue, IsDead: false)
                == await QueueConsumers.FindAbsentAsync(broker, "test", [Queue], Cancellation));
        await Eventually.TrueAsync(
            Patience, () => "the message was not given back", async () => await channel.MessageCountAsync(Queue, Cancellation) == 1);
        await channel.QueueDeleteAsync(Queue, cancellationToken: Cancellation);
    }

    private static async Task<string?> FindAsync(Uri broker, params string[] queues)
    {
        var found = await QueueConsumers.FindAbsentAsync(broker, "test", queues, Cancellation);
        Assert.NotEqual(true, found?.IsDead);
        return found?.Queue;
    }
}
