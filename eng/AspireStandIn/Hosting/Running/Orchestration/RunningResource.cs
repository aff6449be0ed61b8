using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>A resource that the orchestrator starts: its instances, and the address that they share.</summary>
internal sealed class RunningResource
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz";

    private readonly Dictionary<EndpointAnnotation, ReplicaProxy> _proxies = [];

    public RunningResource(IResource resource)
    {
        Resource = resource;
        Instances = [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => new ResourceInstance(this, $"{resource.Name}-{RandomNumberGenerator.GetString(Alphabet, 8)}"))];
        resource.Annotations.Add(new ResourceInstancesAnnotation([.. Instances.Select(instance => instance.Id)]));
    }

    public IResource Resource { get; }

    public IReadOnlyList<ResourceInstance> Instances { get; }

    public bool StartsBySelf => !Resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    /// <summary>A proxied endpoint listens from now on; another's port is chosen here and written where its readers look.</summary>
    /// <param name="randomPorts">Whether an asked-for port is only a wish, as in tests.</param>
    /// <exception cref="DistributedApplicationException">A port is taken, or replicas would have to share one.</exception>
    public void AllocateEndpoints(bool randomPorts)
    {
        foreach (var endpoint in Resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (Instances.Count > 1 && (!endpoint.IsProxied || endpoint.TargetPort is not null))
                throw new DistributedApplicationException($"Resource '{Resource.Name}' uses multiple replicas and an endpoint '{endpoint.Name}' that {(endpoint.IsProxied ? "has a fixed target port" : "is not proxied")}: each replica needs a port of its own.");

            if (endpoint.IsProxied && Resource.SupportsProxy())
            {
                var proxy = new ReplicaProxy(randomPorts ? null : endpoint.Port, $"endpoint '{endpoint.Name}' of resource '{Resource.Name}'");
                _proxies[endpoint] = proxy;
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, proxy.Port, Template(endpoint));
            }
            else
            {
                endpoint.Port ??= Ports.Free();
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, endpoint.Port.Value, $"{endpoint.Port}");
            }
            ContainerNetwork.Allocate(Resource, endpoint);
        }
    }

    /// <summary>What in an argument or a variable stands for the instance's own values.</summary>
    public IReadOnlyDictionary<string, string> Templates(ResourceInstance instance)
    {
        var templates = _proxies.Keys.ToDictionary(Template, endpoint => $"{instance.PortOf(endpoint)}");
        templates[OtlpConfigurationExtensions.ServiceNameTemplate] = Resource.Name;
        templates[OtlpConfigurationExtensions.ServiceInstanceTemplate] = instance.Id[(Resource.Name.Length + 1)..];
        return templates;
    }

    public void Connect(ResourceInstance instance)
    {
        foreach (var (endpoint, proxy) in _proxies) proxy.Add(instance.PortOf(endpoint));
    }

    public void Disconnect(ResourceInstance instance)
    {
        foreach (var (endpoint, proxy) in _proxies) proxy.Remove(instance.PortOf(endpoint));
    }

    public void Close()
    {
        foreach (var proxy in _proxies.Values) proxy.Dispose();
    }

    private string Template(EndpointAnnotation endpoint) => $"{{{{- portForServing \"{Resource.Name}-{endpoint.Name}\" -}}}}";
}
