using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireStandIn.Tests.Running;

public class LifecycleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_program_writes_and_its_exit_code_are_seen()
    {
        IResourceBuilder<ExecutableResource>? job = null;
        await using var running = await RunningApplication.StartAsync(builder => job = builder.AddShell("job", "echo hello; echo bad >&2; exit 3"));
        var ended = await running.Notifications.WaitForResourceAsync("job", happened => happened.Snapshot.State?.Text == KnownResourceStates.Finished, Cancellation);

        Assert.Equal(3, ended.Snapshot.ExitCode);
        Assert.Equal("hello", await running.LineAsync(job!.Resource, "hello"));
        Assert.Equal("bad", await running.LineAsync(job.Resource, "bad"));
    }

    [Fact]
    public async Task Stopping_asks_first_and_leaves_the_exit_code()
    {
        IResourceBuilder<ExecutableResource>? server = null;
        await using var running = await RunningApplication.StartAsync(builder => server = builder.AddShell("server", Programs.Patient));
        await running.LineAsync(server!.Resource, "started");

        Assert.True((await running.Application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, Cancellation)).Success);

        Assert.True(running.Notifications.TryGetCurrentState("server", out var state));
        Assert.Equal((KnownResourceStates.Finished, 0), (state.Snapshot.State?.Text, state.Snapshot.ExitCode));
        Assert.Equal("ending", await running.LineAsync(server.Resource, "ending"));
    }

    [Fact]
    public async Task A_restarted_resource_keeps_its_port_and_is_asked_for_its_configuration_again()
    {
        var asked = 0;
        IResourceBuilder<ExecutableResource>? server = null;
        await using var running = await RunningApplication.StartAsync(builder =>
        {
            server = builder.AddShell("server", $"echo run $RUN on $PORT; {Programs.Patient}").WithEndpoint(scheme: "tcp", name: "tcp", isProxied: false);
            server.WithEnvironment(context => context.EnvironmentVariables["RUN"] = $"{++asked}").WithEnvironment("PORT", server!.GetEndpoint("tcp").Property(EndpointProperty.Port));
        });
        var port = server!.GetEndpoint("tcp").Port;
        await running.LineAsync(server!.Resource, $"run 1 on {port}");

        await running.Application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand, Cancellation);

        await running.LineAsync(server.Resource, $"run 2 on {port}");
        Assert.InRange(port, 10_000, 32_767);
    }

    [Fact]
    public async Task What_a_program_left_in_its_session_ends_with_it()
    {
        IResourceBuilder<ExecutableResource>? job = null;
        await using var running = await RunningApplication.StartAsync(builder => job = builder.AddShell("job", "sleep 1000 & echo child $!; exit 0"));
        var child = int.Parse((await running.LineAsync(job!.Resource, "child ")).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        await running.Notifications.WaitForResourceAsync("job", KnownResourceStates.Finished, Cancellation);

        Assert.False(Programs.IsRunning(child));
    }

    [Fact]
    public async Task Who_does_not_end_is_killed_after_six_seconds()
    {
        IResourceBuilder<ExecutableResource>? stubborn = null;
        await using var running = await RunningApplication.StartAsync(builder => stubborn = builder.AddShell("stubborn", "trap '' TERM; echo started; while :; do sleep 0.1; done"));
        await running.LineAsync(stubborn!.Resource, "started");
        var process = running.ProcessId("stubborn");

        await running.Application.ResourceCommands.ExecuteCommandAsync("stubborn", KnownResourceCommands.StopCommand, Cancellation);

        Assert.True(running.Notifications.TryGetCurrentState("stubborn", out var state));
        Assert.Equal(-1, state.Snapshot.ExitCode);
        Assert.False(Programs.IsRunning(process));
    }

    [Fact]
    public async Task A_program_that_does_not_exist_failed_to_start_and_the_others_run()
    {
        await using var running = await RunningApplication.StartAsync(builder =>
        {
            builder.AddExecutable("missing", "/no/such/program", "/");
            builder.AddShell("server", Programs.Patient);
        });

        await running.Notifications.WaitForResourceAsync("missing", KnownResourceStates.FailedToStart, Cancellation);
        await running.Notifications.WaitForResourceAsync("server", KnownResourceStates.Running, Cancellation);
    }

    [Fact]
    public async Task Nobody_starts_before_the_checks_and_a_refusal_starts_nothing()
    {
        var marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await using var running = RunningApplication.Build(builder =>
        {
            builder.AddExecutable("touch", "touch", "/", marker);
            builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => throw new InvalidOperationException("refused"));
        });

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => running.Application.StartAsync(Cancellation));
        Assert.Equal("refused", refusal.Message);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task A_container_is_refused_by_name()
    {
        await using var running = RunningApplication.Build(builder => builder.AddContainer("box", "image"));

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => running.Application.StartAsync(Cancellation));
        Assert.Contains("'box'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_to_be_started_by_hand_waits_for_it()
    {
        await using var running = await RunningApplication.StartAsync(builder => builder.AddShell("tool", Programs.Patient).WithExplicitStart());
        Assert.True(running.Notifications.TryGetCurrentState("tool", out var state));
        Assert.Equal(KnownResourceStates.NotStarted, state.Snapshot.State?.Text);

        await running.Application.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StartCommand, Cancellation);
        await running.Notifications.WaitForResourceAsync("tool", KnownResourceStates.Running, Cancellation);
    }
}
