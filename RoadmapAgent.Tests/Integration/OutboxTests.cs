using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Messages that are stored until the broker has confirmed them, and those that have been handled.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class OutboxTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Expire = "UPDATE roadmap.outbox SET claimed_until = now() - interval '1 second'";
    private static readonly Lease Own = new("outbox-sweep", "this process", TimeSpan.FromHours(1));

    private ContentDatabase _content = null!;
    private RoadmapDatabase _database = null!;
    private ServiceDatabase _process = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _content = await ContentDatabase.CreateAsync(fleet);
        var process = _content.AddProcess<IServiceProvider>();
        _database = process.GetRequiredService<RoadmapDatabase>();
        _process = process.GetRequiredService<ServiceDatabase>();
    }

    public override async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_process_that_stored_a_message_has_time_to_send_it_before_a_sweep_takes_it()
    {
        await PublishAsync();
        Assert.Empty((await ClaimAsync(Own)).Messages);

        await _content.ExecuteAsync(Expire);
        var claimed = Assert.Single((await ClaimAsync(Own)).Messages);
        Assert.Equal((1, MessageTypes.NameOf(typeof(ProgressRecorded))), (claimed.Attempts, claimed.MessageType));
        Assert.Empty((await ClaimAsync(Own)).Messages);

        await _content.ExecuteAsync(Expire);
        Assert.Equal(2, Assert.Single((await ClaimAsync(Own)).Messages).Attempts);
    }

    [Fact]
    public async Task A_delayed_message_becomes_due_when_its_time_has_come_and_knows_how_often_it_was_put_back()
    {
        await _database.WriteAsync(
            (unit, _) =>
            {
                unit.Send(new GenerateConcept(Guid.NewGuid(), "c-1-1-1"), TimeSpan.FromHours(1), redelivered: 3);
                return Task.CompletedTask;
            },
            Cancellation);
        Assert.Empty((await ClaimAsync(Own)).Messages);

        await _content.ExecuteAsync("UPDATE roadmap.outbox SET available_at = available_at - interval '1 hour'");
        var claimed = Assert.Single((await ClaimAsync(Own)).Messages);
        Assert.Equal((3, Queues.Of(typeof(GenerateConcept))), (claimed.Redelivered, claimed.Queue));
    }

    [Fact]
    public async Task A_sweep_does_not_wait_for_a_message_that_another_process_works_on()
    {
        await PublishAsync(count: 2);
        await _content.ExecuteAsync(Expire);
        await using var connection = await _content.OpenAsync();
        await using var other = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "SELECT message_id FROM roadmap.outbox ORDER BY id LIMIT 1 FOR UPDATE", connection, other);
        var worked = (Guid)(await command.ExecuteScalarAsync(Cancellation))!;

        var claimed = await _process.RunUngatedAsync(
            async (own, ct) =>
            {
                await using var impatience = new NpgsqlCommand("SET lock_timeout = '10ms'", own);
                await impatience.ExecuteNonQueryAsync(ct);
                return await OutboxTable.ClaimAsync(own, Own, limit: 10, ct);
            },
            Cancellation);

        Assert.NotEqual(worked, Assert.Single(claimed!.Messages).MessageId);
    }

    [Fact]
    public async Task A_process_without_the_lease_leaves_the_messages_alone()
    {
        await ClaimAsync(Own);
        await PublishAsync();
        await _content.ExecuteAsync(Expire);

        Assert.Null(await TryClaimAsync(Own with { Holder = "another process" }));

        Assert.Equal(1, Assert.Single((await ClaimAsync(Own)).Messages).Attempts);
    }

    [Fact]
    public async Task Only_messages_that_were_handled_long_ago_are_forgotten_and_a_few_at_a_time()
    {
        foreach (var age in new[] { 1, 23, 25, 26, 27 })
        {
            await _content.ExecuteAsync(
                "INSERT INTO roadmap.inbox (message_id, consumer, handled_at) SELECT gen_random_uuid(), $1, now() - $2",
                $"{age} hours",
                TimeSpan.FromHours(age));
        }

        Assert.Equal(2, await PurgeAsync());
        Assert.Equal(1, await PurgeAsync());
        Assert.Equal(0, await PurgeAsync());
        Assert.Equal(
            "1 hours, 23 hours",
            await _content.ExecuteAsync("SELECT string_agg(consumer, ', ' ORDER BY handled_at DESC) FROM roadmap.inbox"));

        Task<int> PurgeAsync() => _process.RunUngatedAsync(
            (connection, ct) => InboxTable.PurgeAsync(connection, TimeSpan.FromDays(1), limit: 2, ct), Cancellation);
    }

    private Task PublishAsync(int count = 1) => _database.WriteAsync(
        (unit, _) =>
        {
            for (var n = 1; n <= count; n++)
            {
                unit.Publish(new ProgressRecorded(Guid.NewGuid(), n, "progress", "{}", DateTimeOffset.UnixEpoch));
            }

            return Task.CompletedTask;
        },
        Cancellation);

    private async Task<OutboxClaim> ClaimAsync(Lease lease) => (await TryClaimAsync(lease))!;

    private Task<OutboxClaim?> TryClaimAsync(Lease lease) => _process.RunUngatedAsync(
        (connection, ct) => OutboxTable.ClaimAsync(connection, lease, limit: 10, ct), Cancellation);
}
