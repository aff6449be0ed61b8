using RabbitMQ.Client.Exceptions;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class QueueConsumersTests(LaptopFleet fleet) : FleetTest(fleet)
{
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

    private static Task<string?> FindAsync(Uri broker, params string[] queues) =>
        QueueConsumers.FindAbsentAsync(broker, "test", queues, Cancellation);
}
