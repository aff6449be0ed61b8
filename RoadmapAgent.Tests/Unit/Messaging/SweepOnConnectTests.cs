using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceSettings;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class SweepOnConnectTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_idle_process_wakes_when_the_broker_is_available()
    {
        var time = new FakeTimeProvider();
        var activity = new FleetActivity(
            Options.Create(new IdleOptions { Enabled = true, After = TimeSpan.FromMinutes(2), Interval = TimeSpan.FromHours(1) }), time);
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(activity.IsIdle);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(activity)
            .AddReceiveEndpointObserver<SweepOnConnect>()
            .AddMassTransitTestHarness(bus => bus.UsingInMemory((_, memory) => memory.ReceiveEndpoint("a-queue", _ => { })))
            .BuildServiceProvider(validateScopes: true);

        await services.GetRequiredService<ITestHarness>().Start();

        // The bus has started before its endpoints are ready.
        await Eventually.TrueAsync(Patience, () => "the process is still idle", () => Task.FromResult(!activity.IsIdle));
    }
}
