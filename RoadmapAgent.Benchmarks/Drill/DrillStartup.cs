using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Benchmarks.Drill;

[assembly: HostingStartup(typeof(DrillStartup))]

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Adds the load to a service of the fleet that the drill has started.</summary>
internal sealed class DrillStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddHostedService<DrillLoad>());
}
