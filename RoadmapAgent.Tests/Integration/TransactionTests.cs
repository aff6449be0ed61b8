using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What a transaction stores and sends if messages are repeated, others change the same roadmap, or it does not commit.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class TransactionTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Consumer = "workflow";
    private const string Events = "SELECT count(*) FROM roadmap.events WHERE roadmap_id = $1";
    private static readonly Owner Ada = OwnedRoadmaps.Ada;

    // Fails when a transaction commits that has stored a message.
    private const string RefuseCommits = """
        CREATE FUNCTION roadmap.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused at commit'; END $$;
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON roadmap.outbox DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION roadmap.refuse();
        """;

    private ContentDatabase _content = null!;
    private RoadmapDatabase _database = null!;
    private RoadmapRepository _roadmaps = null!;
    private OutboxBuffer _relay = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _content = await ContentDatabase.CreateAsync(fleet);
        var process = _content.AddProcess<IServiceProvider>(keepsConnections: true);
        _database = process.GetRequiredService<RoadmapDatabase>();
        _roadmaps = process.GetRequiredService<RoadmapRepository>();
        _relay = process.GetRequiredService<OutboxBuffer>();
    }

    public override async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_message_takes_effect_once_however_often_it_is_delivered_also_at_the_same_time()
    {
        var (message, effects) = (Guid.NewGuid(), 0);

        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => HandleAsync(Consumer))), first => first);
        Assert.False(await HandleAsync(Consumer));
        Assert.Equal((1, 1L), (effects, await CountAsync("SELECT count(*) FROM roadmap.outbox")));

        Assert.True(await HandleAsync("another consumer"));
        Assert.Equal((2, 2L), (effects, await CountAsync("SELECT count(*) FROM roadmap.outbox")));

        Task<bool> HandleAsync(string consumer) => _database.WriteOnceAsync(
            message,
            consumer,
            (unit, _) =>
            {
                Interlocked.Increment(ref effects);
                unit.Send(new GenerateConcept(message, "c-1-1-1"));
                return Task.CompletedTask;
            },
            Cancellation);
    }

    [Fact]
    public async Task A_message_whose_effects_could_not_be_stored_takes_effect_when_it_is_delivered_again()
    {
        var message = Guid.NewGuid();
        await Assert.ThrowsAsync<FormatException>(
            () => _database.WriteOnceAsync(message, Consumer, (_, _) => throw new FormatException(), Cancellation));

        Assert.True(await _database.WriteOnceAsync(message, Consumer, (_, _) => Task.CompletedTask, Cancellation));
    }

    [Fact]
    public async Task A_decision_is_not_applied_to_a_roadmap_that_has_changed_since_it_was_loaded()
    {
        var (roadmap, started) = await AddAsync();
        await _roadmaps.ApplyAsync(roadmap, started, Cancellation);
        var events = await CountAsync(Events, roadmap.Id);
        var message = Guid.NewGuid();

        await RefusedAsync(() => _roadmaps.ApplyAsync(roadmap, started, Cancellation));
        await RefusedAsync(() => _roadmaps.DecideAsync(roadmap, started, limit: 100, Cancellation));
        await RefusedAsync(() => _roadmaps.ApplyOnceAsync(message, Consumer, roadmap, started, Cancellation));

        Assert.Equal(events, await CountAsync(Events, roadmap.Id));
        // Nor is the message handled: its consumer loads the roadmap again.
        var again = (await _roadmaps.LoadAsync(Ada, roadmap.Id, Cancellation))!;
        var cancelled = RoadmapWorkflow.Decide(again.State, new CancelRequested())!;
        Assert.True(await _roadmaps.ApplyOnceAsync(message, Consumer, again, cancelled, Cancellation));

        static Task RefusedAsync(Func<Task> apply) => Assert.ThrowsAsync<ConcurrentChangeException>(apply);
    }

    [Fact]
    public async Task A_decision_that_waits_for_another_transaction_numbers_its_events_after_those_of_the_other_one()
    {
        var (roadmap, started) = await AddAsync();
        await using var connection = await _content.OpenAsync();
        await using var other = await connection.BeginTransactionAsync(Cancellation);
        // As content is stored: the version stays.
        await using var command = new NpgsqlCommand(
            """
            WITH counted AS (
              UPDATE roadmap.roadmaps SET last_sequence = last_sequence + 1 WHERE id = $1 RETURNING id, last_sequence)
            INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
            SELECT id, last_sequence, 'concept_complete', '{}', now() FROM counted
            """,
            connection,
            other)
        {
            Parameters = { new() { Value = roadmap.Id } },
        };
        await command.ExecuteNonQueryAsync(Cancellation);

        var applying = _roadmaps.ApplyAsync(roadmap, started, Cancellation);
        await Eventually.TrueAsync(TimeSpan.FromMinutes(1), () => "the decision does not wait", async () => await CountAsync(
            "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") > 0);
        await other.CommitAsync(Cancellation);
        await applying;

        Assert.Equal(
            [(1, "progress"), (2, "concept_complete"), (3, "progress")],
            (await _content.EventsAsync(roadmap.Id)).Select(e => (e.Sequence, e.Type)));
        Assert.Equal(3L, await _content.ExecuteAsync("SELECT last_sequence FROM roadmap.roadmaps WHERE id = $1", roadmap.Id));
    }

    [Fact]
    public async Task Messages_are_sent_once_they_are_stored_and_not_if_the_commit_fails()
    {
        await _content.ExecuteAsync(RefuseCommits);
        Assert.Contains(
            "refused at commit",
            (await Assert.ThrowsAsync<PostgresException>(() => SendAsync(Cancellation))).Message,
            StringComparison.Ordinal);
        Assert.False(_relay.Reader.TryRead(out _));

        await _content.ExecuteAsync("DROP FUNCTION roadmap.refuse() CASCADE");
        await SendAsync(Cancellation);
        Assert.True(_relay.Reader.TryRead(out var sent));
        Assert.Equal(sent.MessageId, await _content.ExecuteAsync("SELECT message_id FROM roadmap.outbox WHERE claimed_until > now()"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_no_transaction_no_message_and_no_broken_connection_and_hides_no_error()
    {
        var before = await ProcessAsync();
        using var giveUp = new CancellationTokenSource();

        await Assert.ThrowsAsync<FormatException>(() => _database.WriteOnceAsync(
            Guid.NewGuid(),
            Consumer,
            async (unit, _) =>
            {
                unit.Send(new GenerateConcept(Guid.NewGuid(), "c-1-1-1"));
                await giveUp.CancelAsync();
                throw new FormatException();
            },
            giveUp.Token));

        Assert.False(_relay.Reader.TryRead(out _));
        Assert.Equal(0L, await CountAsync("SELECT (SELECT count(*) FROM roadmap.inbox) + (SELECT count(*) FROM roadmap.outbox)"));
        Assert.Equal(0L, await CountAsync(
            "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"));
        Assert.Equal(before, await ProcessAsync());
    }

    private Task SendAsync(CancellationToken cancellationToken) => _database.WriteAsync(
        (unit, _) =>
        {
            unit.Send(new GenerateConcept(Guid.NewGuid(), "c-1-1-1"));
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>The server's process of the only connection that has been opened so far.</summary>
    private Task<int> ProcessAsync() => _database.RunAsync(
        async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_backend_pid()", connection);
            return (int)(await command.ExecuteScalarAsync(ct))!;
        },
        Cancellation);

    private async Task<(StoredRoadmap Roadmap, Decision Started)> AddAsync()
    {
        var id = await new OwnedRoadmaps(_roadmaps, limit: 100).AddAsync(Ada);
        var roadmap = (await _roadmaps.LoadAsync(Ada, id, Cancellation))!;
        return (roadmap, RoadmapWorkflow.Decide(roadmap.State, new Started())!);
    }

    private async Task<long> CountAsync(string sql, params object[] parameters) =>
        (long)(await _content.ExecuteAsync(sql, parameters))!;
}
