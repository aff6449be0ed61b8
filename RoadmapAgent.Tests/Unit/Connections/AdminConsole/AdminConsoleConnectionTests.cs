using System.Diagnostics;
using System.Text;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Tests.Unit.Connections.AdminConsole;

public sealed class AdminConsoleConnectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_version_1_25_are_read_by_column_name()
    {
        await using var server = FakeConsole.Answering(Captured.Pools);
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        var pool = Assert.Single(await console.ShowPoolsAsync(Cancellation));

        Assert.Equal(new PoolStatus("pgbouncer", "pgbouncer", 1, 0, 0, 0, 0, TimeSpan.Zero, "statement"), pool);
        Assert.Equal("1.25.2/bouncer", console.Parameters["server_version"]);
        Assert.False(console.IsEncrypted);
    }

    [Fact]
    public async Task Databases_are_read_with_their_effective_limits()
    {
        await using var server = FakeConsole.Answering(Captured.Databases);
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        var databases = await console.ShowDatabasesAsync(Cancellation);

        Assert.Equal(["pgbouncer", "roadmap_api", "roadmap_logs"], databases.Select(database => database.Name));
        Assert.Equal(new("roadmap_api", "127.0.0.1", 5, "roadmap", null, 14, 1, 15, 0, false, false), databases[1]);
        Assert.Equal("roadmap_logs", databases[2].ForceUser);
    }

    [Fact]
    public async Task Stats_lists_version_and_clients_are_read()
    {
        Assert.Equal(
            new("pgbouncer", 1, 1, 0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero),
            Assert.Single(await AskAsync(Captured.Stats, console => console.ShowStatsAsync(Cancellation))));
        Assert.Equal(2, (await AskAsync(Captured.Lists, console => console.ShowListsAsync(Cancellation)))["users"]);
        Assert.Equal("PgBouncer 1.25.2", await AskAsync(Captured.Version, console => console.ShowVersionAsync(Cancellation)));
        var client = Assert.Single(await AskAsync(Captured.Clients, console => console.ShowClientsAsync(Cancellation)));
        Assert.Equal(
            ("pgbouncer", "idle", "roadmap_agent.console", ""), (client.Database, client.State, client.ApplicationName, client.Tls));
    }

    [Fact]
    public async Task A_missing_or_non_numeric_column_is_named_in_the_error()
    {
        var row = (
            await AskAsync(
                [
                    .. FakeConsole.Columns("list", "items"),
                    .. FakeConsole.Row("users", "many"),
                    .. FakeConsole.Complete(),
                    .. FakeConsole.Ready,
                ],
                console => console.ShowAsync("LISTS", Cancellation))).Rows
            .Single();

        Assert.Equal("users", row["list"]);
        Assert.Null(row.Find("other"));
        Assert.Contains(
            "no column 'other'; its columns are list, items",
            Assert.Throws<AdminConsoleException>(() => row["other"]).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'items' must be a number (was 'many')",
            Assert.Throws<AdminConsoleException>(() => row.Number("items")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_reports_its_SQLSTATE_and_leaves_the_connection_open()
    {
        await using var server = new FakeConsole(async script =>
        {
            await script.WelcomeAsync();
            await script.ReadMessageAsync();
            await script.SendAsync(Captured.Refusal);
            await script.ReadMessageAsync();
            await script.SendAsync(Captured.Version);
        });
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        var refusal = await Assert.ThrowsAsync<AdminConsoleException>(() => console.ShowAsync("NONSENSE", Cancellation));

        Assert.Equal("08P01", refusal.SqlState);
        Assert.Contains("invalid command 'SHOW NONSENSE'", refusal.Message, StringComparison.Ordinal);
        Assert.True(console.IsOpen);
        Assert.Equal("PgBouncer 1.25.2", await console.ShowVersionAsync(Cancellation));
    }

    [Fact]
    public async Task A_command_timeout_closes_the_connection()
    {
        await using var server = FakeConsole.Answering();
        await using var silent = new FakeConsole(async script =>
        {
            await script.WelcomeAsync();
            await script.AwaitHangUpAsync();
        });
        await using var console = await AdminConsoleConnection.OpenAsync(silent.Options, Cancellation);

        var clock = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<AdminConsoleException>(
            () => console.PauseAsync(timeout: TimeSpan.FromMilliseconds(100), cancellationToken: Cancellation));

        Assert.Contains("'PAUSE' on the admin console took longer than 00:00:00.1", failure.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(5));
        Assert.False(console.IsOpen);
        await Assert.ThrowsAsync<InvalidOperationException>(() => console.ShowVersionAsync(Cancellation));
        await (await AdminConsoleConnection.OpenAsync(server.Options, Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task Cancelling_a_command_closes_the_connection()
    {
        using var cancel = new CancellationTokenSource();
        await using var silent = new FakeConsole(async script =>
        {
            await script.WelcomeAsync();
            await script.ReadMessageAsync();
            await cancel.CancelAsync();
            await script.AwaitHangUpAsync();
        });
        await using var console = await AdminConsoleConnection.OpenAsync(silent.Options, Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => console.PauseAsync("roadmap_api", cancellationToken: cancel.Token));

        Assert.False(console.IsOpen);
    }

    [Fact]
    public async Task A_second_concurrent_command_is_refused()
    {
        await using var silent = new FakeConsole(async script =>
        {
            await script.WelcomeAsync();
            await script.AwaitHangUpAsync();
        });
        var console = await AdminConsoleConnection.OpenAsync(silent.Options, Cancellation);

        var first = console.ShowVersionAsync(Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => console.ShowVersionAsync(Cancellation));
        var clock = Stopwatch.StartNew();
        await console.DisposeAsync();

        await Assert.ThrowsAsync<AdminConsoleException>(() => first);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Commands_are_sent_in_console_syntax_and_injection_is_refused()
    {
        var seen = new List<string>();
        await using var server = new FakeConsole(async script =>
        {
            await script.WelcomeAsync();
            for (var i = 0; i < 5; i++)
            {
                seen.Add(Encoding.UTF8.GetString(await script.ReadMessageAsync()));
                await script.SendAsync([.. FakeConsole.Complete("OK"), .. FakeConsole.Ready]);
            }
        });
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        await console.PauseAsync(cancellationToken: Cancellation);
        await console.ResumeAsync("roadmap_api", Cancellation);
        await console.ReconnectAsync("Road", Cancellation);
        await console.ReloadAsync(Cancellation);
        Assert.Empty((await console.ShowAsync("POOLS", Cancellation)).Rows);

        Assert.Equal(["PAUSE\0", "RESUME \"roadmap_api\"\0", "RECONNECT \"Road\"\0", "RELOAD\0", "SHOW POOLS\0"], seen);
        await Assert.ThrowsAsync<ArgumentException>(() => console.PauseAsync("a\"; SHUTDOWN; \"", cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => console.ShowAsync("POOLS; SHUTDOWN", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => console.ExecuteAsync("SHOW\0POOLS", cancellationToken: Cancellation));
    }

    private static async Task<T> AskAsync<T>(byte[] answer, Func<AdminConsoleConnection, Task<T>> question)
    {
        await using var server = FakeConsole.Answering(answer);
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);
        return await question(console);
    }
}
