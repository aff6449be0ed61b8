using Microsoft.Extensions.Options;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class DatabaseGateTests : IDisposable
{
    private const string Waiting = "roadmap_agent.database.gate.waiting";
    private const string WaitTime = "roadmap_agent.database.gate.wait_time";

    private readonly Measurements _measurements = new();

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
        using var gate = Gate(places: 1, patience: TimeSpan.FromMilliseconds(20));
        using var place = await gate.EnterAsync(Cancellation);

        var refusal = await Assert.ThrowsAsync<DatabaseSaturatedException>(() => gate.EnterAsync(Cancellation));

        Assert.Equal(SaturationCause.GateTimeout, refusal.Cause);
        Assert.Equal("The database is saturated (gate_timeout).", refusal.Message);
    }

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
        using var gate = Gate(places: 1, patience: TimeSpan.FromMilliseconds(20));
        var place = await gate.EnterAsync(Cancellation);
        Assert.Empty(_measurements.Of(Waiting));

        await Assert.ThrowsAsync<DatabaseSaturatedException>(() => gate.EnterAsync(Cancellation));
        place.Dispose();

        Assert.Equal([1, -1], _measurements.Of(Waiting).Select(measurement => measurement.Value));
        var waited = Assert.Single(_measurements.Of(WaitTime));
        Assert.InRange(waited.Value, 0.01, 30);
        Assert.Equal("api", waited.Tags["db.client.connection.pool.name"]);
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
        return new(options, new(_measurements, options));
    }
}
