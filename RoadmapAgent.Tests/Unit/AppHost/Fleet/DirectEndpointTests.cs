using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class DirectEndpointTests
{
    [Fact]
    public void A_single_process_listens_on_the_ports_of_the_project() => Assert.Equal((false, 8080, 8080), Endpoint(replicas: 1));

    [Fact]
    public void A_single_process_listens_on_any_port_if_ports_are_random() =>
        Assert.Equal((false, null, null), Endpoint(replicas: 1, "--DcpPublisher:RandomizePorts=true"));

    [Fact]
    public void Several_processes_share_the_port_of_a_proxy() => Assert.Equal((true, 8080, null), Endpoint(replicas: 2));

    [Fact]
    public void What_is_published_is_not_changed() => Assert.Equal(
        (true, 8080, null),
        Endpoint(replicas: 1, "--operation", "publish", "--publisher", "manifest", "--output-path", "unused"));

    private static (bool IsProxied, int? Port, int? TargetPort) Endpoint(int replicas, params string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false", .. arguments],
                DisableDashboard = true,
            });
        var project = builder.AddProject<Projects.RoadmapAgent_Workers>("web").WithReplicas(replicas).WithHttpEndpoint(port: 8080);

        project.WithDirectEndpoints();

        var endpoint = Assert.Single(project.Resource.Annotations.OfType<EndpointAnnotation>());
        return (endpoint.IsProxied, endpoint.Port, endpoint.TargetPort);
    }
}
