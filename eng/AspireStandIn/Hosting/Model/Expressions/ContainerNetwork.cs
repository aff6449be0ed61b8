using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a container reaches an endpoint: another container by its alias and own port, the host through the tunnel.</summary>
internal static class ContainerNetwork
{
    public static void Allocate(IResource resource, EndpointAnnotation endpoint)
    {
        var network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        if (resource.IsContainer())
        {
            if (endpoint.TargetPort is not { } port) return;
            var expression = port.ToString(CultureInfo.InvariantCulture);
            endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(network, new AllocatedEndpoint(endpoint, $"{resource.Name}.dev.internal", port, EndpointBindingMode.SingleAddress, expression, network));
        }
        else if (endpoint.AllocatedEndpoint is { } onHost)
        {
            endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(network, new AllocatedEndpoint(endpoint, KnownHostNames.DefaultContainerTunnelHostName, onHost.Port, EndpointBindingMode.SingleAddress, onHost.TargetPortExpression, network));
        }
    }
}
