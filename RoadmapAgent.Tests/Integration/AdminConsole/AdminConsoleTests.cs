using Npgsql;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Integration.AdminConsole;

public sealed class AdminConsoleTests : IClassFixture<PoolerProcess>
{
    private const string Alias = "roadmap_api";
    private readonly PoolerProcess _pooler;

    public AdminConsoleTests(PoolerProcess pooler)
    {
        Assert.SkipUnless(PoolerProcess.IsInstalled, "PostgreSQL (initdb, postgres) and PgBouncer are not installed on this machine.");
        _pooler = pooler;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AdminConsoleTls.Disable, false)]
    [InlineData(AdminConsoleTls.Prefer, true)]
    [InlineData(AdminConsoleTls.Require, true)]
    [InlineData(AdminConsoleTls.VerifyFull, true)]
    public async Task A_real_pooler_accepts_password_logins_with_and_without_TLS(AdminConsoleTls tls, bool encrypted)
    {
        await using var console = await AdminConsoleConnection.OpenAsync(_pooler.Console("stats") with { Tls = tls }, Cancellation);

        var version = await console.ShowVersionAsync(Cancellation);

        Assert.Equal(encrypted, console.IsEncrypted);
        Assert.StartsWith("PgBouncer 1.", version, StringComparison.Ordinal);
        Assert.True(PgBouncerVersion.In(version) >= PgBouncerVersion.Oldest);
        Assert.EndsWith("/bouncer", console.Parameters["server_version"], StringComparison.Ordinal);
        Assert.Equal(
            encrypted,
            (await console.ShowClientsAsync(Cancellation))
                .Single(client => client.ApplicationName == "roadmap_agent.console" && client.State is "active" or "idle").Tls.Length > 0);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_being_shown()
    {
        var refusal = await Assert.ThrowsAsync<AdminConsoleException>(
            () => AdminConsoleConnection.OpenAsync(_pooler.Console() with { Password = "wr0ng-p4ss" }, Cancellation));

        Assert.Contains("SASL authentication failed", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.SqlState);
        Assert.DoesNotContain("wr0ng", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_untrusted_or_mismatched_certificate_is_refused()
    {
        await RefusedAsync(_pooler.Console() with { RootCertificate = null });
        await RefusedAsync(_pooler.Console() with { Host = "localhost" });

        static async Task RefusedAsync(AdminConsoleOptions options) =>
            Assert.Contains(
                "certificate",
                (await Assert.ThrowsAsync<AdminConsoleException>(() => AdminConsoleConnection.OpenAsync(options, Cancellation))).Message,
                StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Reported_limits_and_usage_match_the_configuration()
    {
        await using var client = new NpgsqlConnection(_pooler.Database);
        await client.OpenAsync(Cancellation);
        await using var transaction = await client.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand("SELECT 1", client, transaction);
        await command.ExecuteScalarAsync(Cancellation);
        await using var console = await AdminConsoleConnection.OpenAsync(_pooler.Console("stats"), Cancellation);

        var database = (await console.ShowDatabasesAsync(Cancellation)).Single(database => database.Name == Alias);
        Assert.Equal(
            ("127.0.0.1", "postgres", 3, 1, 4),
            (database.Host, database.Database, database.PoolSize, database.Reserve, database.MaxConnections));
        var pool = (await console.ShowPoolsAsync(Cancellation)).Single(pool => pool.Database == Alias);
        Assert.Equal((Alias, 1, 1, "transaction"), (pool.User, pool.ClientsActive, pool.ServersActive, pool.Mode));
        Assert.InRange(pool.Servers, 1, 4);
        Assert.Equal("50", (await console.ShowConfigAsync(Cancellation))["max_client_conn"]);
        Assert.InRange((await console.ShowListsAsync(Cancellation))["used_clients"], 2, 50);
        Assert.Contains(await console.ShowServersAsync(Cancellation), server => server.Database == Alias && server.State == "active");
        Assert.Contains(await console.ShowStatsAsync(Cancellation), traffic => traffic.Database == Alias && traffic.BytesSent > 0);
    }

    [Fact]
    public async Task A_stats_user_is_denied_admin_commands_and_keeps_read_access()
    {
        await using var console = await AdminConsoleConnection.OpenAsync(_pooler.Console("stats"), Cancellation);

        var refusal = await Assert.ThrowsAsync<AdminConsoleException>(() => console.ReloadAsync(Cancellation));

        Assert.Contains("admin access needed", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.SqlState);
        Assert.NotEmpty(await console.ShowPoolsAsync(Cancellation));
    }

    [Fact]
    public async Task An_admin_can_pause_resume_reconnect_and_reload_the_pooler()
    {
        await using var console = await AdminConsoleConnection.OpenAsync(_pooler.Console(), Cancellation);

        await console.PauseAsync(Alias, cancellationToken: Cancellation);
        Assert.True(await IsPausedAsync(console));
        await console.ResumeAsync(Alias, Cancellation);
        Assert.False(await IsPausedAsync(console));
        await console.ReconnectAsync(Alias, Cancellation);
        await console.ReconnectAsync(cancellationToken: Cancellation);
        await console.ReloadAsync(Cancellation);
        Assert.Contains(
            "not paused",
            (await Assert.ThrowsAsync<AdminConsoleException>(() => console.ResumeAsync(cancellationToken: Cancellation))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timed_out_pause_stays_in_effect_until_it_is_resumed()
    {
        await using var client = new NpgsqlConnection(_pooler.Database);
        await client.OpenAsync(Cancellation);
        await using (var transaction = await client.BeginTransactionAsync(Cancellation))
        {
            await using var command = new NpgsqlCommand("SELECT 1", client, transaction);
            await command.ExecuteScalarAsync(Cancellation);

            await using var console = await AdminConsoleConnection.OpenAsync(_pooler.Console(), Cancellation);
            await Assert.ThrowsAsync<AdminConsoleException>(() => console.PauseAsync(Alias, TimeSpan.FromMilliseconds(200), Cancellation));
            Assert.False(console.IsOpen);
        }

        await using var again = await AdminConsoleConnection.OpenAsync(_pooler.Console(), Cancellation);
        Assert.True(await IsPausedAsync(again));
        await again.ResumeAsync(Alias, Cancellation);
        await using var afterwards = new NpgsqlCommand("SELECT 2", client);
        Assert.Equal(2, await afterwards.ExecuteScalarAsync(Cancellation));
    }

    private static async Task<bool> IsPausedAsync(AdminConsoleConnection console) =>
        (await console.ShowDatabasesAsync(Cancellation)).Single(database => database.Name == Alias).IsPaused;
}
