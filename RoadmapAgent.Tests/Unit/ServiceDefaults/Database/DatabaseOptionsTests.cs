using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class DatabaseOptionsTests
{
    public static TheoryData<DatabaseOptions, string[]> Wrong => new()
    {
        { new() { Service = "" }, ["Database:Service is missing"] },
        { new() { Service = "api", MaxPoolSize = 0 }, ["Database:MaxPoolSize must be between 1 and 10000 (was '0')."] },
        { new() { Service = "api", MaxPoolSize = 10_001 }, ["Database:MaxPoolSize must be between 1 and 10000 (was '10001')."] },
        { new() { Service = "api", Gate = -1 }, ["Database:Gate must be between 0 and 10000 (was '-1')."] },
        { new() { Service = "api", UngatedConnections = -1 }, ["Database:UngatedConnections must be between 0 and 100 (was '-1')."] },
        {
            new() { Service = "api", UngatedConnections = 101, MaxPoolSize = 200 },
            ["Database:UngatedConnections must be between 0 and 100 (was '101')."]
        },
        {
            new() { Service = "api", GateTimeout = TimeSpan.Zero },
            ["Database:GateTimeout must be between 00:00:00.0010000 and 00:05:00 (was '00:00:00')."]
        },
        {
            new() { Service = "api", GateTimeout = TimeSpan.FromMinutes(6) },
            ["Database:GateTimeout must be between 00:00:00.0010000 and 00:05:00 (was '00:06:00')."]
        },
        { new() { Service = "api", CommandTimeout = 0 }, ["Database:CommandTimeout must be between 1 and 600 (was '0')."] },
        { new() { Service = "api", MaxPoolSize = 3 }, ["Database:MaxPoolSize", "3", "4"] },
        { new() { Service = "api", MaxPoolSize = 5, Gate = 3 }, ["Database:MaxPoolSize", "5", "6"] },
        {
            new() { Service = "api", CommandTimeout = 15 },
            ["Database:CommandTimeout must be greater than the pooler's query_wait_timeout of 15 s (was 15 s)"]
        },
    };

    [Fact]
    public void The_defaults_are_valid_once_the_service_has_a_name() => Assert.Empty(Findings(new() { Service = "api" }));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_invalid_setting_is_reported_with_its_name_value_and_valid_range(DatabaseOptions options, string[] words)
    {
        var finding = Assert.Single(Findings(options));

        Assert.All(words, word => Assert.Contains(word, finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_short_command_timeout_is_valid_without_a_pooler() =>
        Assert.Empty(Findings(new() { Service = "api", Pooled = false, CommandTimeout = 1 }));

    [Theory]
    [InlineData(10, 0, 3, 7)]
    [InlineData(15, 3, 3, 3)]
    [InlineData(4, 0, 3, 1)]
    [InlineData(4, 0, 0, 4)]
    public void The_gate_defaults_to_the_pool_size_minus_ungated_connections(int pool, int gate, int ungated, int effective) =>
        Assert.Equal(
            effective,
            new DatabaseOptions { Service = "api", MaxPoolSize = pool, Gate = gate, UngatedConnections = ungated }.EffectiveGate);

    [Fact]
    public async Task A_service_with_invalid_limits_does_not_start_and_opens_no_connection()
    {
        await using var server = new StubServer();

        var refusal = Assert.Throws<OptionsValidationException>(() => Service(server, ("Database:MaxPoolSize", "2")));

        Assert.Contains("Database:MaxPoolSize", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Accepted);
    }

    [Fact]
    public async Task A_service_has_one_data_source_that_applies_its_limits_and_hides_its_password()
    {
        await using var server = new StubServer();
        using var host = Service(server, ("Database:MaxPoolSize", "7"));
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();

        Assert.Equal(7, new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize);
        Assert.DoesNotContain("s3cret", source.ConnectionString, StringComparison.Ordinal);
        Assert.Same(source, Assert.Single(host.Services.GetServices<NpgsqlDataSource>()));
    }

    private static IHost Service(StubServer server, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:roadmap", $"{server.ConnectionString};Password=s3cret"),
            new("Database:Service", "api"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]);
        builder.Services.AddSingleton(TimeProvider.System);
        return builder.AddRoadmapDatabase().Build();
    }

    private static IReadOnlyList<string> Findings(DatabaseOptions options) => SettingRules.Broken(options, DatabaseOptions.Section);
}
