using System.Data;
using System.Text.Json;
using Npgsql;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class RecoveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<Exception> Outages =>
    [
        new PostgresException("(EMAXCLIENTCONN) max client connections reached", "FATAL", "FATAL", "XX000"),
        new DataException("Error parsing column 2", new NpgsqlException("Exception while reading from stream", new IOException())),
        new TimeoutException("the bootstrap of the data source"),
        new OperationCanceledException("the driver's own token"),
        new DatabaseSaturatedException(SaturationCause.PoolerFull),
        new ObjectDisposedException("connection"),
    ];

    public static TheoryData<Exception, string> OwnFaults => new()
    {
        {
            new PostgresException("unsupported Unicode escape sequence", "ERROR", "ERROR", "22P05"),
            "failed: The database refused the result (SQLSTATE 22P05)."
        },
        { new JsonException("'x' is invalid"), "failed: What this step works on could not be read." },
        {
            new DataException("Error parsing column 2", new JsonException("'x' is invalid")),
            "failed: What this step works on could not be read."
        },
    };

    [Fact]
    public async Task A_short_outage_is_outlasted_in_memory()
    {
        await using var desk = new RecoveryDesk(consumer: call => call < 3 ? new TimeoutException() : null);

        await desk.SendAsync();

        await UntilAsync(desk, "handled");
        Assert.Equal(3, desk.Consumed);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task After_a_longer_outage_a_message_is_delayed_by_the_outbox_and_not_dead_lettered(Exception outage)
    {
        await using var desk = new RecoveryDesk(consumer: _ => outage);

        await desk.SendAsync();

        await UntilAsync(desk, "delayed 1");
        Assert.Equal(3, desk.Consumed);
        await AcknowledgedAsync(desk);
    }

    [Fact]
    public async Task The_number_of_delays_is_counted_across_deliveries()
    {
        await using var desk = new RecoveryDesk(consumer: _ => new TimeoutException());

        await desk.SendAsync((Redelivery.Header, 7));

        await UntilAsync(desk, "delayed 8");
    }

    [Theory]
    [MemberData(nameof(OwnFaults))]
    public async Task A_message_with_a_fault_of_its_own_fails_with_a_reason_at_once(Exception fault, string failure)
    {
        await using var desk = new RecoveryDesk(consumer: _ => fault);

        await desk.SendAsync();

        await UntilAsync(desk, failure);
        Assert.Equal(1, desk.Consumed);
    }

    [Fact]
    public async Task A_missing_table_delays_a_message_until_the_migrations_have_completed()
    {
        var missing = new PostgresException("relation does not exist", "ERROR", "ERROR", "42P01");
        await using var migrating = new RecoveryDesk(consumer: _ => missing, migrated: false);
        await using var migrated = new RecoveryDesk(consumer: _ => missing);

        await migrating.SendAsync();
        await migrated.SendAsync();

        await UntilAsync(migrating, "delayed 1");
        await UntilAsync(migrated, "failed: The database refused the result (SQLSTATE 42P01).");
    }

    [Theory]
    [InlineData(0, "delayed 1")]
    [InlineData(4, "delayed 5")]
    [InlineData(5, "failed: This step failed repeatedly because of an internal error.")]
    public async Task A_defect_is_given_several_chances_before_it_counts(int redelivered, string done)
    {
        await using var desk = new RecoveryDesk(consumer: _ => new InvalidOperationException("Sequence contains no elements"));

        await desk.SendAsync((Redelivery.Header, redelivered));

        await UntilAsync(desk, done);
    }

    [Fact]
    public async Task A_message_that_ended_its_workers_many_times_fails_before_it_ends_another_one()
    {
        await using var desk = new RecoveryDesk(consumer: _ => null);

        await desk.SendAsync(("x-delivery-count", Redelivery.MaxDeliveries));

        await UntilAsync(desk, $"failed: {FailureReason.WorkerEnded}");
        Assert.Equal(0, desk.Consumed);
    }

    [Fact]
    public async Task While_the_outbox_cannot_be_written_a_message_is_held_with_growing_pauses()
    {
        await using var desk = new RecoveryDesk(
            consumer: _ => new TimeoutException(), database: call => call < 10 ? new NpgsqlException("Failed to connect") : null);

        await desk.SendAsync();

        for (var stored = 1; stored < 10; stored++)
        {
            await Eventually.TrueAsync(
                Patience, () => $"stored {desk.Stored} times, not {stored}", () => Task.FromResult(desk.Stored >= stored));
            Assert.Equal(stored, desk.Stored);
            desk.Time.Advance(TimeSpan.FromSeconds(5));
            await Eventually.TrueAsync(Patience, () => "it is not tried again", () =>
            {
                // The pause may have begun only after the clock was moved.
                desk.Time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(desk.Stored > stored);
            });
        }

        await UntilAsync(desk, "delayed 1");
        await AcknowledgedAsync(desk);
    }

    [Fact]
    public async Task A_message_held_for_too_long_returns_to_its_queue_as_a_copy()
    {
        await using var desk = new RecoveryDesk(
            consumer: _ => new TimeoutException(), database: _ => new NpgsqlException("Failed to connect"));

        await desk.SendAsync((Redelivery.Header, 2));

        await Eventually.TrueAsync(Patience, () => "it is still held", () =>
        {
            desk.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(desk.Done.Count > 0);
        });
        Assert.Equal(["returned 2"], desk.Done);
        Assert.InRange(desk.Time.GetUtcNow() - desk.Time.Start, Recovery.LongestHold, TimeSpan.FromHours(1));
        await AcknowledgedAsync(desk);
    }

    [Fact]
    public async Task A_process_that_ends_does_not_wait_for_a_held_message()
    {
        await using var desk = new RecoveryDesk(
            consumer: _ => new TimeoutException(), database: _ => new NpgsqlException("Failed to connect"));
        await desk.SendAsync();
        await Eventually.TrueAsync(Patience, () => "nothing is stored", () => Task.FromResult(desk.Stored > 0));

        await desk.StopAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Empty(desk.Done);
    }

    private static async Task UntilAsync(RecoveryDesk desk, string done)
    {
        await Eventually.TrueAsync(Patience, () => $"nothing was done, not {done}", () => Task.FromResult(desk.Done.Count > 0));
        Assert.Equal([done], desk.Done);
    }

    private static async Task AcknowledgedAsync(RecoveryDesk desk)
    {
        Assert.True(await desk.Harness.Consumed.Any<GenerateConcept>(TestContext.Current.CancellationToken));
        Assert.False(await desk.Harness.Published.Any<MassTransit.Fault>(TestContext.Current.CancellationToken));
    }
}
