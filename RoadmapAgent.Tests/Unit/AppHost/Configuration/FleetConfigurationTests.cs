using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.AppHost.Configuration;

public sealed class FleetConfigurationTests
{
    [Fact]
    public void The_default_is_the_pooled_laptop_fleet()
    {
        var options = Read();

        Assert.Equal("Laptop", options.Profile);
        Assert.Equal(FleetTopology.Pooled, options.Topology);
        Assert.Equal(ServerMode.Auto, options.Servers);
        Assert.Equal(["api", "content", "logs", "workflow"], options.Services.Select(service => service.Name));
    }

    [Fact]
    public void Execution_logs_and_events_are_kept_for_a_year_and_deleted_roadmaps_for_a_month_unless_set()
    {
        Assert.Equal(new() { ExecutionLogs = 365, Events = 365, Trash = 30 }, Read().Retention);
        Assert.Equal(new() { ExecutionLogs = 30, Events = 365, Trash = 30 }, Read(("Fleet:Retention:ExecutionLogs", "30")).Retention);
        Assert.Equal(new() { ExecutionLogs = 365, Events = 365, Trash = 7 }, Read(("Fleet:Retention:Trash", "7")).Retention);
    }

    [Fact]
    public void The_seed_profile_has_21_processes_with_15_connections_each()
    {
        var services = Read(("Fleet:Profile", "seed")).Services;

        Assert.Equal(21, services.Sum(s => s.Replicas));
        Assert.All(services, s => Assert.Equal(15, s.MaxPoolSize));
        Assert.Equal(50, services.Sum(s => s.Share));
    }

    [Fact]
    public void A_setting_overrides_only_its_own_value_in_the_profile()
    {
        var content = Read(("Fleet:Profile", "Seed"), ("Fleet:Services:content:Replicas", "20")).Service("content");

        Assert.Equal((20, 15, 1, 18), (content.Replicas, content.MaxPoolSize, content.Gate, content.Share));
    }

    [Fact]
    public void An_additional_service_can_declare_its_sizes()
    {
        var reports = Read(("Fleet:Services:reports:Share", "7")).Service("reports");

        Assert.Equal((1, 7), (reports.Replicas, reports.Share));
    }

    [Theory]
    [InlineData("Fleet:Profile", "Desktop", "Laptop, Seed")]
    [InlineData("Fleet:Profile", "7", "Laptop, Seed")]
    [InlineData("Fleet:Topology", "Ring", "Pooled, Direct")]
    [InlineData("Fleet:Servers", "Cloud", "Auto, Containers, Processes")]
    [InlineData("Fleet:Surge", "-1", "between 0 and 10")]
    [InlineData("Fleet:Postgres:MaxConnections", "0", "between 1 and 10000")]
    [InlineData("Fleet:Services:api:Replicas", "0", "1 or more")]
    [InlineData("Fleet:Services:api:Replicas", "-1", "between 0 and 10000")]
    [InlineData("Fleet:Services:content:Share", "-4", "between 1 and 10000")]
    [InlineData("Fleet:Retention:Events", "0", "between 1 and 36500")]
    [InlineData("Fleet:Retention:ExecutionLogs", "36501", "between 1 and 36500")]
    [InlineData("Fleet:Retention:Trash", "0", "between 1 and 36500")]
    public void An_invalid_setting_is_refused_with_its_name_value_and_valid_range(string setting, string value, string valid)
    {
        var refusal = Assert.Throws<FleetException>(() => Read((setting, value)));

        Assert.StartsWith($"{setting} must be ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith($" (was '{value}').", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(valid, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fleet:Services:api:Replicas", "many")]
    [InlineData("Fleet:Surge", "twice")]
    public void A_non_numeric_value_is_refused_with_the_name_of_its_setting(string setting, string value)
    {
        var refusal = Assert.Throws<FleetException>(() => Read((setting, value)));

        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(value, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fleet:Services:api:EffectiveGate", "Those of Fleet:Services:api are ConnectionsPerUnitOfWork, Gate, ")]
    [InlineData("Fleet:Services:api:Name", "Those of Fleet:Services:api are ")]
    [InlineData("Fleet:Services:api:Direct", "Those of Fleet:Services:api are ")]
    [InlineData("Fleet:Broker", "Those of Fleet are DataDirectory, ")]
    [InlineData("Fleet:IsElastic", "Those of Fleet are DataDirectory, ")]
    [InlineData("Fleet:SharesOnePool", "Those of Fleet are DataDirectory, ")]
    [InlineData("Fleet:Topolgy", "Did you mean Fleet:Topology?")]
    [InlineData("Fleet:MaxConnections", "Did you mean Fleet:Postgres:MaxConnections?")]
    [InlineData("Fleet:Replicas", "Did you mean Fleet:Services:<name>:Replicas?")]
    [InlineData("Profiles:Laptop:Services:api:Shares", "Did you mean Profiles:Laptop:Services:api:Share?")]
    [InlineData("Profiles:Seed:Surge:Value", "Profiles:Seed:Surge has a value and no settings below it.")]
    public void A_key_that_is_no_setting_is_refused_with_those_that_are(string setting, string valid)
    {
        var refusal = Assert.Throws<FleetException>(() => Read((setting, "1")));

        Assert.StartsWith($"{setting} is not a setting", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(valid, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fleet")]
    [InlineData("Fleet:Services")]
    [InlineData("Fleet:Services:api")]
    [InlineData("Fleet:Postgres")]
    [InlineData("Profiles:Laptop")]
    public void A_section_with_a_value_is_refused(string section) => Assert.StartsWith(
        $"{section} must not have a value, only settings below it, such as {section}:",
        Assert.Throws<FleetException>(() => Read((section, "x"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Laptop,Seed")]
    [InlineData("Desktop")]
    public void An_unknown_profile_is_refused_with_those_that_exist(string profile) => Assert.Equal(
        $"Fleet:Profile must be one of Laptop, Seed (was '{profile}').",
        Assert.Throws<FleetException>(() => Read(("Fleet:Profile", profile))).Message);

    [Fact]
    public void Elastic_shares_begin_as_declared() =>
        Assert.Equal((true, 8), (Read(("Fleet:Sizing", "Elastic")).IsElastic, Read(("Fleet:Sizing", "Elastic")).Service("api").Share));

    [Theory]
    [InlineData("Fleet:Topology", "Direct", "must be Pooled with Fleet:Sizing=Elastic")]
    [InlineData("Fleet:Services:api:MinimumShare", "9", "must be at most the share of 8")]
    [InlineData("Fleet:Services:api:MinimumShare", "0", "must be between 1 and 10000")]
    [InlineData("Fleet:Services:api:MaximumShare", "7", "must be at least the share of 8")]
    [InlineData("Fleet:Services:api:Reserve", "2", "must be 0 with Fleet:Sizing=Elastic: clients that wait borrow")]
    public void What_contradicts_elastic_shares_is_refused(string setting, string value, string valid) => Assert.Equal(
        $"{setting} {valid} (was '{value}').",
        Assert.Throws<FleetException>(() => Read(("Fleet:Sizing", "Elastic"), (setting, value))).Message);

    [Fact]
    public void All_problems_are_reported_together() => Assert.Equal(
        2,
        Assert.Throws<FleetException>(() => Read(("Fleet:Surge", "NaN"), ("Fleet:Pooler:Poolsize", "many"))).Message.Split('\n').Length);

    [Fact]
    public void The_case_of_a_key_does_not_matter()
    {
        var options = Read(("fleet:surge", "3"), ("FLEET:SERVICES:API:SHARE", "7"));

        Assert.Equal((3, 7), (options.Surge, options.Service("api").Share));
        Assert.Equal("api", options.Service("api").Name);
    }

    private static FleetOptions Read(params (string Key, string Value)[] settings) => FleetConfiguration.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Append(("AppHost:Directory", Projects.RoadmapAgent_AppHost.ProjectPath))
                    .ToDictionary(s => s.Item1, s => (string?)s.Item2))
            .Build());
}
