using Aspire.Hosting.Testing;
using MassTransit;
using Microsoft.Extensions.Logging.Testing;
using RabbitMQ.Client;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Stored messages on their way to the fleet's broker, which refuses those to a queue that does not exist.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class OutboxRelayTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly Lease Own = new("outbox-sweep", "this process", TimeSpan.FromHours(1));

    private readonly string _queue = $"outbox-relay-{Guid.NewGuid():N}";
    private readonly Measurements _metrics = new();
    private ContentDatabase _content = null!;
    private ServiceDatabase _process = null!;
    private OutboxCleanup _cleanup = null!;
    private OutboxRelay _relay = null!;
    private IBusControl _bus = null!;
    private IConnection _connection = null!;
    private IChannel _broker = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _content = await ContentDatabase.CreateAsync(fleet);
        _process = _content.AddProcess<ServiceDatabase>();
        _connection = await fleet.ConnectToBrokerAsync();
        _broker = await _connection.CreateChannelAsync(cancellationToken: Cancellation);
        var address = new Uri((await fleet.Application.GetConnectionStringAsync("messaging", Cancellation))!);
        _bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(address));
        await _bus.StartAsync(Cancellation);
        _cleanup = new(_process, TimeProvider.System, new FakeLogger<OutboxCleanup>());
        _relay = new(
            _process,
            _bus,
            new MessageTypes([typeof(GenerateConcept)]),
            _cleanup,
            new MessagingMetrics(_metrics),
            new FakeLogger<OutboxRelay>());
    }

    public override async ValueTask DisposeAsync()
    {
        await _bus.StopAsync(CancellationToken.None);
        await _broker.QueueDeleteAsync(_queue, cancellationToken: CancellationToken.None);
        await _broker.ExchangeDeleteAsync(_queue, cancellationToken: CancellationToken.None);
        await _broker.DisposeAsync();
        await _connection.DisposeAsync();
        _cleanup.Dispose();
        _metrics.Dispose();
        await _content.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_stored_until_the_broker_has_it_in_a_queue()
    {
        await SendAsync();
        await RelayAsync();
        Assert.Equal(1L, await CountAsync("claimed_until IS NULL AND available_at > now() AND last_error <> '' AND attempts = 1"));

        await DeclareQueueAsync();
        await RelayAsync();
        Assert.Equal(0L, await CountAsync("true"));
        Assert.Equal(1u, await _broker.MessageCountAsync(_queue, Cancellation));
    }

    [Fact]
    public async Task A_message_keeps_its_id_and_the_number_of_times_it_was_put_back()
    {
        await DeclareQueueAsync();
        await SendAsync(redelivered: 3);
        var stored = await _content.ExecuteAsync("SELECT message_id FROM roadmap.outbox");

        await RelayAsync();

        var sent = (await _broker.BasicGetAsync(_queue, autoAck: true, Cancellation))!;
        Assert.Equal($"{stored}", sent.BasicProperties.MessageId);
        Assert.Equal("3", $"{sent.BasicProperties.Headers![Redelivery.Header]}");
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_set_aside_and_does_not_hold_up_others()
    {
        await DeclareQueueAsync();
        await SendAsync();
        await _content.ExecuteAsync("UPDATE roadmap.outbox SET message_type = 'Unknown'");
        await SendAsync();

        await RelayAsync();
        await RelayAsync();

        Assert.Equal(1L, await CountAsync("poisoned_at IS NOT NULL AND message_type = 'Unknown'"));
        Assert.Equal(1L, await CountAsync("true"));
        Assert.Equal(1u, await _broker.MessageCountAsync(_queue, Cancellation));
    }

    private async Task SendAsync(int redelivered = 0)
    {
        await _content.AddProcess<RoadmapDatabase>().WriteAsync(
            (unit, _) =>
            {
                unit.Send(new GenerateConcept(Guid.NewGuid(), "c-1-1-1"), redelivered: redelivered);
                return Task.CompletedTask;
            },
            Cancellation);
        await _content.ExecuteAsync("UPDATE roadmap.outbox SET queue = $1", _queue);
    }

    /// <summary>Relays all messages as a sweep does when their time has come, and deletes those that the broker has confirmed.</summary>
    private async Task RelayAsync()
    {
        await _content.ExecuteAsync("UPDATE roadmap.outbox SET claimed_until = NULL, available_at = now()");
        var claim = await _process.RunUngatedAsync(
            (connection, ct) => OutboxTable.ClaimAsync(connection, Own, limit: 10, ct), Cancellation);
        await _relay.RelayAsync(claim!.Messages, Cancellation);
        await _cleanup.StopAsync(Cancellation);
    }

    private async Task DeclareQueueAsync()
    {
        await _broker.ExchangeDeclareAsync(_queue, ExchangeType.Fanout, durable: true, cancellationToken: Cancellation);
        await _broker.QueueDeclareAsync(_queue, exclusive: false, autoDelete: false, cancellationToken: Cancellation);
        await _broker.QueueBindAsync(_queue, _queue, routingKey: "", cancellationToken: Cancellation);
    }

    private async Task<long> CountAsync(string condition) =>
        (long)(await _content.ExecuteAsync($"SELECT count(*) FROM roadmap.outbox WHERE {condition}"))!;
}
