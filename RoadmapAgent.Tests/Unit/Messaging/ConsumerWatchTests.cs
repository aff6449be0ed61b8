using MassTransit;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Broker;
using RoadmapAgent.Messaging;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class ConsumerWatchTests : IAsyncLifetime
{
    private const int Looks = 10;

    private static readonly Unconsumed? Absent = new("a-queue", IsDead: false);
    private static readonly Unconsumed? Dead = new("a-queue", IsDead: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly FakeLogger<ConsumerWatch> _logger = new();
    private readonly IBusControl _bus = Bus.Factory.CreateUsingInMemory(bus => bus.ReceiveEndpoint("a-queue", _ => { }));
    private readonly int _exitCode = Environment.ExitCode;

    public async ValueTask InitializeAsync()
    {
        await _bus.StartAsync(Cancellation);
        await _bus.WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync(CancellationToken.None);
        Environment.ExitCode = _exitCode;
    }

    [Theory]
    [InlineData(false, ConsumerWatch.LooksWithoutConsumers, 75, "No process consumes a-queue: seen 5 times in a row, every 20 s")]
    [InlineData(true, ConsumerWatch.LooksAtDeadQueue, 76, "The broker cannot read a-queue: seen 2 times in a row, every 20 s")]
    public async Task A_process_whose_queue_has_no_consumer_ends_with_an_error_and_sooner_if_the_broker_is_at_fault(
        bool isDead, int looks, int exitCode, string reason)
    {
        Assert.Equal(looks, await LookAsync(_ => Task.FromResult(isDead ? Dead : Absent)));

        Assert.True(_lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(exitCode, Environment.ExitCode);
        Assert.StartsWith(reason, _logger.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_is_being_started_is_not_dead()
    {
        var n = 0;
        await GoesOnAsync(_ => Task.FromResult((++n % 3) switch { 0 => null, 1 => Dead, _ => Absent }));
    }

    [Fact]
    public async Task A_look_that_fails_neither_counts_nor_makes_the_others_forgotten()
    {
        var n = 0;
        var looks = await LookAsync(_ => ++n % 2 == 0 ? throw new TimeoutException() : Task.FromResult(Absent));

        Assert.Equal((2 * ConsumerWatch.LooksWithoutConsumers) - 1, looks);
    }

    [Fact]
    public async Task A_process_whose_bus_stays_without_its_endpoints_ends_with_an_error()
    {
        await _bus.StopAsync(Cancellation);

        await LookAsync(_ => Task.FromResult<Unconsumed?>(null));

        Assert.True(_lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(75, Environment.ExitCode);
        Assert.Contains("The bus is not healthy", _logger.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_goes_on_while_its_queues_have_consumers() =>
        await GoesOnAsync(_ => Task.FromResult<Unconsumed?>(null));

    [Fact]
    public async Task A_process_goes_on_if_its_consumers_come_back_in_time()
    {
        var n = 0;
        await GoesOnAsync(_ => Task.FromResult(++n % 3 == 0 ? null : Absent));
    }

    [Fact]
    public async Task A_process_waits_for_a_broker_that_cannot_be_reached() =>
        await GoesOnAsync(_ => throw new InvalidOperationException("unreachable"));

    private async Task GoesOnAsync(AbsentConsumer find)
    {
        Assert.Equal(Looks, await LookAsync(find));
        Assert.False(_lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(0, _logger.Collector.Count);
    }

    /// <summary>Lets the watch look until it ends the process, at most some times; returns how often it has looked.</summary>
    private async Task<int> LookAsync(AbsentConsumer find)
    {
        using var watch = new ConsumerWatch(_bus, find, _lifetime, _time, _logger);
        for (var looks = 1; looks <= Looks; looks++)
        {
            if (await watch.LookAsync(Cancellation) is not { } pause)
            {
                return looks;
            }

            _time.Advance(pause);
        }

        return Looks;
    }
}
