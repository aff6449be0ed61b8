using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public sealed class SupervisionExtensionsTests
{
    [Fact]
    public async Task Resources_are_supervised_before_the_orchestrator_starts_the_first_of_them()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { AssemblyName = typeof(FleetOptions).Assembly.GetName().Name, DisableDashboard = true });
        builder.AddExecutable("first", "true", ".").WithRestarts();
        builder.AddExecutable("second", "true", ".").WithRestarts();
        await using var application = builder.Build();

        var starting = application.Services.GetServices<IHostedService>().ToList();

        Assert.Single(starting, service => service is ResourceSupervisor);
        Assert.True(
            starting.FindIndex(service => service is ResourceSupervisor)
            < starting.FindIndex(service => service.GetType().Name == "OrchestratorHostService"));
    }
}
