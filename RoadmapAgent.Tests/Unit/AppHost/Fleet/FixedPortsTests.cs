using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class FixedPortsTests
{
    private static readonly string[] Dashboard =
        ["--ASPNETCORE_URLS=http://localhost:15180;https://localhost:15443", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:0"];

    [Fact]
    public void Fixed_ports_are_those_of_resources_and_of_the_dashboard() =>
        Assert.Equal([(8080, "web"), (8081, "web"), (15180, "the dashboard"), (15443, "the dashboard")], Ports(Dashboard));

    [Fact]
    public void Ports_of_resources_that_are_chosen_at_random_are_not_fixed() => Assert.Equal(
        [(15180, "the dashboard"), (15443, "the dashboard")], Ports([.. Dashboard, "--DcpPublisher:RandomizePorts=true"]));

    [Fact]
    public void Without_a_dashboard_and_fixed_ports_there_is_nothing_to_check() =>
        Assert.Empty(Ports("--DcpPublisher:RandomizePorts=true"));

    private static IEnumerable<(int Port, string User)> Ports(params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"], DisableDashboard = true });
        builder.AddExecutable("web", "true", ".").WithHttpEndpoint(port: 8080, name: "fixed").WithHttpEndpoint(name: "any")
            .WithEndpoint(port: 8081, scheme: "tcp", name: "own", isProxied: false);
        return FixedPorts.Of(new(builder.Resources), new ConfigurationBuilder().AddCommandLine(settings).Build())
            .Select(port => (port.Port, port.User));
    }
}
