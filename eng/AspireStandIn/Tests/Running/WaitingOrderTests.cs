using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspireStandIn.Tests.Running;

public class WaitingOrderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_in_the_order_of_the_genuine_ones()
    {
        var order = new ConcurrentQueue<string>();
        await using var running = await RunningApplication.StartAsync(builder =>
        {
            var server = builder.AddShell("server", Programs.Patient).WithEndpoint(scheme: "tcp", name: "tcp", isProxied: false);
            var client = builder.AddShell("client", Programs.Patient).WaitFor(server).WithEnvironment(_ => order.Enqueue("client asked"));
            builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => Note("before start"));
            foreach (var resource in new[] { server, client })
            {
                resource.OnInitializeResource((r, _, _) => Note($"{r.Name} initialized"));
                resource.OnResourceEndpointsAllocated((r, _, _) => Note($"{r.Name} allocated"));
                resource.OnBeforeResourceStarted((r, _, _) => Note($"{r.Name} before"));
                resource.OnResourceReady((r, _, _) => Note($"{r.Name} ready"));
            }
            builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Note("created"));
        });
        await running.Notifications.WaitForResourceHealthyAsync("client", Cancellation);

        string[] seen = [.. order];
        Assert.Equal(["before start", "server initialized", "client initialized", "server allocated", "client allocated"], seen[..5]);
        Assert.True(Array.IndexOf(seen, "client before") < Array.IndexOf(seen, "client asked"));
        Assert.True(Array.IndexOf(seen, "server ready") < Array.IndexOf(seen, "client asked"));
        Assert.True(Array.IndexOf(seen, "client asked") < Array.IndexOf(seen, "created"));
        Assert.Equal(1, seen.Count(what => what == "client ready"));

        Task Note(string what)
        {
            order.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Who_waits_for_a_resource_waits_for_its_health_and_for_what_is_done_when_it_is_ready()
    {
        var (healthy, prepared, startedEarly) = (false, false, false);
        await using var running = RunningApplication.Build(builder =>
        {
            var server = builder.AddShell("server", Programs.Patient).WithCheck(() => Volatile.Read(ref healthy));
            server.OnResourceReady(async (_, _, _) =>
            {
                await Task.Yield();
                Volatile.Write(ref prepared, true);
            });
            builder.AddShell("client", Programs.Patient).WaitFor(server).WithEnvironment(_ => startedEarly = !Volatile.Read(ref prepared));
        });
        var starting = running.Application.StartAsync(Cancellation);
        await running.Notifications.WaitForResourceAsync("client", KnownResourceStates.Waiting, Cancellation);
        await running.Notifications.WaitForResourceAsync("server", happened => happened.Snapshot.HealthStatus == HealthStatus.Unhealthy && happened.Snapshot.HealthReports.Any(report => report.Description == "not yet"), Cancellation);
        Volatile.Write(ref healthy, true);
        await starting;

        await running.Notifications.WaitForResourceAsync("client", KnownResourceStates.Running, Cancellation);
        Assert.False(startedEarly);
    }

    [Theory]
    [InlineData(0, "Running")]
    [InlineData(4, "FailedToStart")]
    public async Task Who_waits_for_completion_starts_only_after_the_right_exit_code(int exitCode, string expected)
    {
        await using var running = await RunningApplication.StartAsync(builder =>
        {
            var job = builder.AddShell("job", $"exit {exitCode}");
            builder.AddShell("server", Programs.Patient).WaitForCompletion(job);
        });

        Assert.True(running.Notifications.TryGetCurrentState("server", out var state));
        Assert.Equal(expected, state.Snapshot.State?.Text);
        if (expected == "FailedToStart")
            await Assert.ThrowsAsync<DistributedApplicationException>(() => running.Notifications.WaitForResourceHealthyAsync("server", WaitBehavior.StopOnResourceUnavailable, Cancellation));
    }

    [Fact]
    public async Task A_dependant_is_stopped_before_what_it_depends_on()
    {
        var ended = new ConcurrentQueue<string>();
        var running = await RunningApplication.StartAsync(builder =>
        {
            var server = builder.AddShell("server", Programs.Patient);
            var client = builder.AddShell("client", Programs.Patient).WaitFor(server);
            foreach (var resource in new[] { server, client })
            {
                resource.OnResourceStopped((r, _, _) =>
                {
                    ended.Enqueue(r.Name);
                    return Task.CompletedTask;
                });
            }
        });
        await running.Notifications.WaitForResourceAsync("client", KnownResourceStates.Running, Cancellation);
        await running.DisposeAsync();

        Assert.Equal("client", ended.First());
    }

    [Fact]
    public async Task A_command_of_an_unknown_name_fails_and_says_so()
    {
        await using var running = await RunningApplication.StartAsync(builder => builder.AddShell("server", Programs.Patient));

        Assert.Equal("Command 'dance' not available for resource 'server'.", (await running.Application.ResourceCommands.ExecuteCommandAsync("server", "dance", Cancellation)).Message);
        Assert.Equal("Resource 'nobody' not found.", (await running.Application.ResourceCommands.ExecuteCommandAsync("nobody", "start", Cancellation)).Message);
    }
}
