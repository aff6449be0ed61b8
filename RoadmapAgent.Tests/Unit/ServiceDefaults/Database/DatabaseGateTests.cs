using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class DatabaseGateTests : IDisposable
{
    private const string Waiting = "roadmap_agent.database.gate.waiting";
    private const string WaitTime = "roadmap_agent.database.gate.wait_time";

    private readonly Measurements _measurements = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _measurements.Dispose();

    [Fact]
    public async Task The_gate_admits_callers_immediately_up_to_its_limit()
    {
        using var gate = Gate(places: 3);
        var entered = Enumerable.Range(0, 4).Select(_ => gate.EnterAsync(Cancellation)).ToList();

        Assert.Equal([true, true, true, false], entered.Select(entry => entry.IsCompletedSuccessfully));
        Assert.Equal(1, _measurements.Sum(Waiting));

        (await entered[0]).Dispose();
        await entered[3];
    }

    [Fact]
    public async Task Waiting_callers_enter_the_gate_in_order_of_arrival()
    {
        using var gate = Gate(places: 1);
        var place = await gate.EnterAsync(Cancellation);
        var line = Enumerable.Range(0, 20).Select(_ => gate.EnterAsync(Cancellation)).ToList();

        for (var served = 0; served < line.Count; served++)
        {
            Assert.DoesNotContain(line.Skip(served), entry => entry.IsCompleted);
            place.Dispose();
            place = await line[served].WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        }
    }

    [Fact]
    public async Task Waiting_for_the_gate_times_out()
    {
        using var gate = Gate(places: 1, patience: TimeSpan.FromSeconds(10));
        using var place = await gate.EnterAsync(Cancellation);
        var waiting = gate.EnterAsync(Cancellation);

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        var refusal = await Assert.ThrowsAsync<DatabaseSaturatedException>(() => waiting);

        Assert.Equal(SaturationCause.GateTimeout, refusal.Cause);
        Assert.Equal("The database is saturated (gate_timeout).", refusal.Message);
    }

    [Fact]
    public async Task A_caller_that_could_not_be_served_in_time_is_refused_at_once_and_told_when_to_come_back()
    {
        using var gate = Gate(places: 2, patience: TimeSpan.FromSeconds(10));
        await ServeAsync(gate, TimeSpan.FromSeconds(4), times: 100);
        var inside = new[] { await gate.EnterAsync(Cancellation), await gate.EnterAsync(Cancellation) };
        // 2 s for each of those before it and for itself: the fifth would wait for 10 s, the sixth for 12 s.
        var queue = Enumerable.Range(0, 5).Select(_ => gate.EnterAsync(Cancellation)).ToList();

        var refusal = await Assert.ThrowsAsync<DatabaseSaturatedException>(() => gate.EnterAsync(Cancellation));

        Assert.Equal((SaturationCause.GateFull, gate.ExpectedWait), (refusal.Cause, refusal.RetryAfter));
        Assert.InRange(gate.ExpectedWait, TimeSpan.FromSeconds(11.9), TimeSpan.FromSeconds(12));
        Assert.DoesNotContain(queue, entry => entry.IsCompleted);
        inside[0].Dispose();
        (await queue[0]).Dispose();
    }

    [Fact]
    public async Task The_estimate_follows_the_service_time_down_again()
    {
        using var gate = Gate(places: 1, patience: TimeSpan.FromSeconds(10));
        await ServeAsync(gate, TimeSpan.FromSeconds(12), times: 20);
        var place = await gate.EnterAsync(Cancellation);
        await Assert.ThrowsAsync<DatabaseSaturatedException>(() => gate.EnterAsync(Cancellation));
        place.Dispose();

        await ServeAsync(gate, TimeSpan.FromMilliseconds(10), times: 20);

        using var again = await gate.EnterAsync(Cancellation);
        Assert.False(gate.EnterAsync(Cancellation).IsCompleted);
        Assert.InRange(gate.ExpectedWait, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task One_slow_unit_of_work_such_as_the_first_does_not_make_the_gate_refuse_others()
    {
        using var gate = Gate(places: 1, patience: TimeSpan.FromSeconds(10));
        await ServeAsync(gate, TimeSpan.FromSeconds(30), times: 1);
        using var place = await gate.EnterAsync(Cancellation);

        Assert.False(gate.EnterAsync(Cancellation).IsCompleted);
        Assert.False(gate.EnterAsync(Cancellation).IsCompleted);
    }

    [Fact]
    public void A_wait_is_expected_only_while_somebody_waits() => Assert.Equal(TimeSpan.Zero, Gate(places: 1).ExpectedWait);

    [Fact]
    public async Task A_cancelled_waiter_consumes_no_permit()
    {
        using var gate = Gate(places: 1);
        using var giveUp = new CancellationTokenSource();
        var place = await gate.EnterAsync(Cancellation);
        var impatient = gate.EnterAsync(giveUp.Token);
        var patient = gate.EnterAsync(Cancellation);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        place.Dispose();

        (await patient.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Dispose();
        Assert.True(gate.EnterAsync(Cancellation).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_permit_released_twice_counts_once()
    {
        using var gate = Gate(places: 1);
        var place = await gate.EnterAsync(Cancellation);
        place.Dispose();
        place.Dispose();

        Assert.True(gate.EnterAsync(Cancellation).IsCompletedSuccessfully);
        Assert.False(gate.EnterAsync(Cancellation).IsCompleted);
    }

    [Fact]
    public async Task Concurrent_callers_never_exceed_the_permits()
    {
        using var gate = Gate(places: 4);
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => Task.Run(
            async () =>
            {
                using var place = await gate.EnterAsync(Cancellation);
                var now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            },
            Cancellation)));

        Assert.InRange(most, 1, 4);
        Assert.Equal(0, _measurements.Sum(Waiting));
    }

    [Fact]
    public async Task Only_callers_that_wait_are_measured_even_if_they_time_out()
    {
        using var gate = Gate(places: 1, patience: TimeSpan.FromSeconds(10));
        var place = await gate.EnterAsync(Cancellation);
        Assert.Empty(_measurements.Of(Waiting));

        var waiting = gate.EnterAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<DatabaseSaturatedException>(() => waiting);
        place.Dispose();

        Assert.Equal([1, -1], _measurements.Of(Waiting).Select(measurement => measurement.Value));
        var waited = Assert.Single(_measurements.Of(WaitTime));
        Assert.Equal(10, waited.Value);
        Assert.Equal("api", waited.Tags["db.client.connection.pool.name"]);
    }

    private async Task ServeAsync(DatabaseGate gate, TimeSpan time, int times)
    {
        for (var n = 0; n < times; n++)
        {
            using (await gate.EnterAsync(Cancellation))
            {
                _time.Advance(time);
            }
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private DatabaseGate Gate(int places, TimeSpan? patience = null)
    {
        var options = Options.Create(
            new DatabaseOptions { Service = "api", MaxPoolSize = places + 3, GateTimeout = patience ?? TimeSpan.FromMinutes(1) });
        return new(options, new(_measurements, options), _time);
    }
}
