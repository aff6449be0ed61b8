using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class ParameterNamesTests
{
    private static readonly string[] Known =
    [
        "postgres-password", "messaging-password", "pgbouncer-admin-password", "pgbouncer-stats-password", "roadmap-monitor-password",
        "operations-key", "author-api-key", "roadmap-api-password", "reports-key",
    ];

    public static TheoryData<string> Names => [.. Known];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_is_known_by_its_name_whatever_the_topology(string name)
    {
        RefuseUnknown($"--Parameters:{name}=x");
        RefuseUnknown($"--Parameters:{name.Replace('-', '_')}=x");
        RefuseUnknown($"--parameters:{name.ToUpperInvariant()}=x");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_misspelt_parameter_is_refused_with_the_one_that_was_meant_and_without_its_value(string name)
    {
        var refusal = Assert.Throws<FleetException>(() => RefuseUnknown($"--Parameters:{name}s=hush")).Message;

        Assert.Equal($"Parameters:{name}s is not a setting. Did you mean Parameters:{name}?", refusal);
    }

    [Theory]
    [InlineData("ConnectionStrings:roadmap_direct", "ConnectionStrings:roadmap-direct")]
    [InlineData("ConnectionStrings:mesaging", "ConnectionStrings:messaging")]
    [InlineData("ConnectionStrings:raodmap", "ConnectionStrings:roadmap")]
    public void A_misspelt_connection_string_is_refused(string misspelt, string meant) => Assert.Equal(
        $"{misspelt} is not a setting. Did you mean {meant}?",
        Assert.Throws<FleetException>(() => RefuseUnknown($"--{misspelt}=Password=hush")).Message);

    [Fact]
    public void A_connection_string_of_another_application_is_left_alone() => RefuseUnknown("--ConnectionStrings:warehouse=x");

    [Fact]
    public void A_value_that_nothing_generates_is_required()
    {
        var builder = Builder();
        builder.AddConnectionString("roadmap");
        var refusal = Assert.Throws<FleetException>(() => ParameterNames.RefuseMissing(new(builder.Resources), Configuration(" ")));

        Assert.Equal(
            [
                "Parameters:reports-key is missing: set it in the AppHost's user secrets; see docs/configuration.md.",
                "ConnectionStrings:roadmap is missing: set it in the AppHost's user secrets; see docs/configuration.md.",
            ],
            refusal.Message.Split(Environment.NewLine));
        ParameterNames.RefuseMissing(
            new(builder.Resources), Configuration("--Parameters:reports_key=x", "--ConnectionStrings:roadmap=Host=x"));
    }

    private static void RefuseUnknown(string argument) =>
        ParameterNames.RefuseUnknown(
            new(Builder().Resources), new FleetOptions { Services = [new() { Name = "api" }] }, Configuration(argument));

    private static IConfigurationRoot Configuration(params string[] arguments) =>
        new ConfigurationBuilder().AddCommandLine(arguments).Build();

    private static IDistributedApplicationBuilder Builder()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"], DisableDashboard = true });
        builder.AddParameter("reports-key", secret: true);
        builder.AddParameter("generated", new GenerateParameterDefault(), secret: true);
        return builder;
    }
}
