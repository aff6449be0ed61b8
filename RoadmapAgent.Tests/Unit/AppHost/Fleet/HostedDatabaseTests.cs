using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

/// <summary>What services are told that depends on how the database runs.</summary>
public sealed class HostedDatabaseTests
{
    private const string Prepared = "Database__PreparedStatements";

    private static readonly string[] Hosted =
        ["--Fleet:Servers=Hosted", "--Fleet:Pooler:PoolSize=15", "--Fleet:Postgres:MaxConnections=60"];

    [Fact]
    public async Task A_hosted_database_is_left_alone_by_an_idle_fleet_and_prepares_no_statements()
    {
        var settings = await SettingsAsync(Hosted);

        Assert.Equal(
            ("true", "00:02:00", "01:00:00", "false"),
            (settings["Idle__Enabled"], settings["Idle__After"], settings["Idle__Interval"], settings[Prepared]));
    }

    [Fact]
    public async Task Both_can_be_chosen()
    {
        var settings = await SettingsAsync(
            [.. Hosted, "--Fleet:PreparedStatements=Supported", "--Fleet:Idle:Enabled=false", "--Fleet:Idle:After=00:30:00"]);

        Assert.Equal(("false", "00:30:00", "true"), (settings["Idle__Enabled"], settings["Idle__After"], settings[Prepared]));
    }

    [Fact]
    public async Task Nothing_is_prepared_if_that_is_switched_off() =>
        Assert.DoesNotContain(Prepared, await SettingsAsync([.. Hosted, "--Fleet:PreparedStatements=Off"]));

    [Theory]
    [InlineData(
        "Fleet:Topology must be Pooled with Fleet:PreparedStatements=Supported (was 'Direct').",
        "--Fleet:PreparedStatements=Supported",
        "--Fleet:Topology=Direct")]
    [InlineData("Fleet:Idle:After must be between 00:00:30 and 12:00:00 (was '00:00:29').", "--Fleet:Idle:After=00:00:29")]
    [InlineData("Fleet:Idle:Interval must be between 00:01:00 and 12:00:00 (was '00:00:59').", "--Fleet:Idle:Interval=00:00:59")]
    [InlineData("Fleet:Idle:Enable is not a setting. Did you mean Fleet:Idle:Enabled?", "--Fleet:Idle:Enable=true")]
    public async Task An_invalid_setting_is_refused(string message, params string[] settings) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<FleetException>(() => SettingsAsync(settings))).Message);

    private static async Task<Dictionary<string, object>> SettingsAsync(params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. settings],
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        var fleet = FleetConfiguration.Read(builder.Configuration);
        var api = builder.AddProject<Projects.RoadmapAgent_Api>("api").WithDatabase(builder.AddHostedDatabase(fleet));
        var context = new EnvironmentCallbackContext(
            builder.ExecutionContext, api.Resource, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var annotation in api.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables
            .Where(variable => variable.Key.StartsWith("Idle", StringComparison.Ordinal) || variable.Key == Prepared)
            .ToDictionary(variable => variable.Key, variable => variable.Value);
    }
}
