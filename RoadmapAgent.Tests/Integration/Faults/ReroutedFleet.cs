using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>
/// A fleet whose resources are stopped and killed, and whose services reach the pooler through a proxy that injects faults.
/// </summary>
/// <param name="settings">Further arguments of the AppHost.</param>
public abstract class ReroutedFleet(params string[] settings) : FleetFixture(settings)
{
    private const string Pooled = "ConnectionStrings__roadmap";

    internal WireProxy Proxy { get; } = new();

    internal BrokerControl BrokerControl => new(DataDirectory);

    protected override void Configure(IResourceBuilder<ProjectResource> project) => project.WithEnvironment(context =>
    {
        if (context.EnvironmentVariables.GetValueOrDefault(Pooled) is IValueProvider original)
        {
            context.EnvironmentVariables[Pooled] = new ReroutedConnectionString(original, Proxy);
        }
    });

    protected override ValueTask CleanUpAsync() => Proxy.DisposeAsync();
}
