using Aspire.Hosting;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public sealed class SupervisionExtensionsTests
{
    [Fact]
    public void Resources_are_supervised_before_the_orchestrator_starts_the_first_of_them()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { AssemblyName = typeof(FleetOptions).Assembly.GetName().Name, DisableDashboard = true });
        builder.AddExecutable("first", "true", ".").WithRestarts();
        builder.AddExecutable("second", "true", ".").WithRestarts();

        var starting = builder.Services
            .Where(service => service.ServiceType == typeof(IHostedService))
            .Select(service => service.ImplementationType?.Name)
            .ToList();

        Assert.Single(starting, nameof(ResourceSupervisor));
        Assert.InRange(starting.IndexOf("OrchestratorHostService"), starting.IndexOf(nameof(ResourceSupervisor)) + 1, starting.Count);
    }
}
