using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class PooledConnectionStringTests
{
    private const string Given = "Host=pooler;Port=6432;Username=roadmap_api;Password=a;Database=roadmap_api";

    [Fact]
    public void The_address_and_login_are_preserved()
    {
        var built = Build(Given);

        Assert.Equal(
            ("pooler", 6432, "roadmap_api", "a", "roadmap_api"), (built.Host, built.Port, built.Username, built.Password, built.Database));
    }

    [Fact]
    public void Configured_pool_limits_override_the_connection_string()
    {
        var built = Build(
            $"{Given};Maximum Pool Size=500;Minimum Pool Size=50;Command Timeout=0",
            new() { Service = "api", MaxPoolSize = 15, CommandTimeout = 30 });

        Assert.Equal((15, 0, 30), (built.MaxPoolSize, built.MinPoolSize, built.CommandTimeout));
    }

    [Fact]
    public void Idle_connections_close_after_one_minute_and_all_connections_after_ten()
    {
        var built = Build(Given);

        Assert.Equal((60, 600), (built.ConnectionIdleLifetime, built.ConnectionLifetime));
        Assert.InRange(built.ConnectionPruningInterval, 1, built.ConnectionIdleLifetime);
    }

    [Fact]
    public void Automatic_preparation_and_reset_on_close_are_disabled_behind_a_pooler()
    {
        var built = Build($"{Given};Max Auto Prepare=100", new() { Service = "api", Pooled = true });

        Assert.Equal((0, true), (built.MaxAutoPrepare, built.NoResetOnClose));
    }

    [Fact]
    public void Frequent_statements_are_prepared_behind_a_pooler_that_supports_it_and_never_reset()
    {
        var built = Build(Given, new() { Service = "api", Pooled = true, PreparedStatements = true });

        Assert.Equal((100, 5, true), (built.MaxAutoPrepare, built.AutoPrepareMinUsages, built.NoResetOnClose));
    }

    [Fact]
    public void Sessions_are_reset_and_may_prepare_statements_without_a_pooler()
    {
        var built = Build($"{Given};Max Auto Prepare=100", new() { Service = "api", Pooled = false });

        Assert.Equal((100, false), (built.MaxAutoPrepare, built.NoResetOnClose));
    }

    [Fact]
    public void Kerberos_and_ambient_transactions_are_disabled()
    {
        var built = Build($"{Given};Enlist=true;GSS Encryption Mode=Prefer");

        Assert.Equal((false, GssEncryptionMode.Disable), (built.Enlist, built.GssEncryptionMode));
    }

    [Fact]
    public void The_application_name_is_derived_from_the_service() =>
        Assert.Equal("roadmap_agent.content", Build($"{Given};Application Name=other", new() { Service = "content" }).ApplicationName);

    [Theory]
    [InlineData(
        "Search Path=roadmap",
        "ConnectionStrings:roadmap must not set 'Search Path' behind a transaction pooler; qualify names with their schema instead.")]
    [InlineData(
        "Options=-c statement_timeout=0",
        "ConnectionStrings:roadmap must not set 'Options' behind a transaction pooler; set it on the role instead.")]
    public void A_setting_unsupported_by_transaction_poolers_is_refused_with_advice_and_no_password(string setting, string message) =>
        Assert.Equal(
        message,
        Assert.Throws<ArgumentException>(
            () => Build($"{Given.Replace("Password=a", "Password=s3cret", StringComparison.Ordinal)};{setting}")).Message);

    private static NpgsqlConnectionStringBuilder Build(string connectionString, DatabaseOptions? options = null) =>
        new(PooledConnectionString.Build(connectionString, options ?? new() { Service = "api" }));
}
