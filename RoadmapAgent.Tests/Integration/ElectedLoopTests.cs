using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Background work of one elected process.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class ElectedLoopTests(LaptopFleet fleet) : FleetTest(fleet)
{
    // One that the role may take.
    private const string Name = LeaseNames.Reconciler;
    private static readonly Lease OfAnother = new(Name, "another process", TimeSpan.FromHours(1));

    private readonly FakeLogger<ElectedLoop> _log = new();
    private ContentDatabase _database = null!;
    private ServiceDatabase _process = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await ContentDatabase.CreateAsync(fleet);
        _process = _database.AddProcess<ServiceDatabase>(await _database.AddRoleAsync("workflow"));
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task While_it_runs_no_other_process_is_elected_and_once_it_has_stopped_another_is_at_once()
    {
        using var loop = new Loop(_process, _log);
        await loop.StartAsync(Cancellation);
        Assert.True(await loop.IsElected.Task.WaitAsync(Cancellation));
        Assert.False(await AcquireAsync(_process, OfAnother, Cancellation));

        await loop.StopAsync(Cancellation);

        Assert.True(await AcquireAsync(_process, OfAnother, Cancellation));
    }

    [Fact]
    public async Task A_lease_that_the_last_turn_takes_is_released_too()
    {
        using var loop = new Loop(_process, _log, onLastTurn: true);
        await loop.StartAsync(Cancellation);
        await loop.HasBegun.Task.WaitAsync(Cancellation);

        await loop.StopAsync(Cancellation);

        Assert.True(await loop.IsElected.Task.WaitAsync(Cancellation));
        Assert.Equal(0L, await _database.ExecuteAsync("SELECT count(*) FROM roadmap.leases"));
    }

    [Fact]
    public async Task The_lease_of_another_process_is_left_alone()
    {
        Assert.True(await AcquireAsync(_process, OfAnother, Cancellation));
        using var loop = new Loop(_process, _log);
        await loop.StartAsync(Cancellation);
        Assert.False(await loop.IsElected.Task.WaitAsync(Cancellation));

        await loop.StopAsync(Cancellation);

        Assert.Equal(OfAnother.Holder, await _database.ExecuteAsync("SELECT holder FROM roadmap.leases WHERE name = $1", Name));
    }

    [Theory]
    [InlineData("-1 second", true)]
    [InlineData("1 hour", false)]
    [InlineData("1 day", true)]
    public async Task A_lease_has_expired_when_it_ends_in_the_past_or_was_taken_before_the_clock_was_set_back(string endsIn, bool expired)
    {
        Assert.True(await AcquireAsync(_process, OfAnother, Cancellation));
        await _database.ExecuteAsync($"UPDATE roadmap.leases SET held_until = now() + interval '{endsIn}'");

        Assert.Equal(expired, await AcquireAsync(_process, OfAnother with { Holder = "this process" }, Cancellation));
    }

    [Fact]
    public async Task A_lease_that_cannot_be_released_is_logged_and_does_not_fail_the_stop()
    {
        using var loop = new Loop(_process, _log);
        await loop.StartAsync(Cancellation);
        await loop.IsElected.Task.WaitAsync(Cancellation);
        await _database.ExecuteAsync("DROP TABLE roadmap.leases");

        await loop.StopAsync(Cancellation);

        Assert.StartsWith("It failed", Assert.Single(_log.Collector.GetSnapshot(), line => line.Level >= LogLevel.Warning).Message);
    }

    private static Task<bool> AcquireAsync(ServiceDatabase database, Lease lease, CancellationToken cancellationToken) =>
        database.RunUngatedAsync(
            async (connection, ct) => await OutboxTable.ClaimAsync(connection, lease, limit: 1, ct) is not null, cancellationToken);

    /// <summary>Takes the lease once: at once, or after it was told to stop.</summary>
    private sealed class Loop(ServiceDatabase database, ILogger logger, bool onLastTurn = false)
        : ElectedLoop(Name, TimeSpan.FromHours(1), database, TimeProvider.System, logger)
    {
        public TaskCompletionSource HasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> IsElected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override string Failure => "It failed";

        protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
        {
            HasBegun.SetResult();
            if (onLastTurn)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            IsElected.SetResult(await AcquireAsync(Database, Lease, CancellationToken.None));
            return Timeout.InfiniteTimeSpan;
        }
    }
}
