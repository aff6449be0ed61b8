using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class PooledConnectionStringTests
{
    private const string Given = "Host=pooler;Port=6432;Username=roadmap_api;Password=a;Database=roadmap_api";

    [Fact]
    public void The_address_and_the_login_stay_as_they_are()
    {
        var built = Build(Given);

        Assert.Equal(("pooler", 6432, "roadmap_api", "a", "roadmap_api"), (built.Host, built.Port, built.Username, built.Password, built.Database));
    }

    [Fact]
    public void The_pool_has_the_limits_of_the_fleet_whatever_the_connection_string_says()
    {
        var built = Build($"{Given};Maximum Pool Size=500;Minimum Pool Size=50;Command Timeout=0", new() { Service = "api", MaxPoolSize = 15, CommandTimeout = 30 });

        Assert.Equal((15, 0, 30), (built.MaxPoolSize, built.MinPoolSize, built.CommandTimeout));
    }

    [Fact]
    public void Idle_connections_are_given_back_after_a_minute_and_none_is_older_than_ten()
    {
        var built = Build(Given);

        Assert.Equal((60, 600), (built.ConnectionIdleLifetime, built.ConnectionLifetime));
        Assert.InRange(built.ConnectionPruningInterval, 1, built.ConnectionIdleLifetime);
    }

    [Fact]
    public void Behind_a_pooler_nothing_is_prepared_and_nothing_is_reset_on_close()
    {
        var built = Build($"{Given};Max Auto Prepare=100", new() { Service = "api", Pooled = true });

        Assert.Equal((0, true), (built.MaxAutoPrepare, built.NoResetOnClose));
    }

    [Fact]
    public void Without_a_pooler_a_session_is_reset_and_may_prepare()
    {
        var built = Build($"{Given};Max Auto Prepare=100", new() { Service = "api", Pooled = false });

        Assert.Equal((100, false), (built.MaxAutoPrepare, built.NoResetOnClose));
    }

    [Fact]
    public void Neither_Kerberos_nor_ambient_transactions_are_tried()
    {
        var built = Build($"{Given};Enlist=true;GSS Encryption Mode=Prefer");

        Assert.Equal((false, GssEncryptionMode.Disable), (built.Enlist, built.GssEncryptionMode));
    }

    [Fact]
    public void The_session_is_named_after_the_service() =>
        Assert.Equal("roadmap_agent.content", Build($"{Given};Application Name=other", new() { Service = "content" }).ApplicationName);

    [Theory]
    [InlineData("Search Path=roadmap", "ConnectionStrings:roadmap must not set 'Search Path' behind a transaction pooler; qualify names with their schema instead.")]
    [InlineData("Options=-c statement_timeout=0", "ConnectionStrings:roadmap must not set 'Options' behind a transaction pooler; set it on the role instead.")]
    public void A_setting_that_a_transaction_pooler_refuses_is_refused_here_with_the_way_out_and_without_the_password(string setting, string message) => Assert.Equal(
        message, Assert.Throws<ArgumentException>(() => Build($"{Given.Replace("Password=a", "Password=s3cret", StringComparison.Ordinal)};{setting}")).Message);

    private static NpgsqlConnectionStringBuilder Build(string connectionString, DatabaseOptions? options = null) =>
        new(PooledConnectionString.Build(connectionString, options ?? new() { Service = "api" }));
}
