using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// Refuses to start while another program listens on a port that does not change between runs: those of the API and of the dashboard. The
/// orchestrator would wait for such a port without a word. The servers' ports are chosen among the free ones.
/// </summary>
internal static class FixedPorts
{
    private const string Randomize = "DcpPublisher:RandomizePorts";

    // A previous run may still be ending.
    private static readonly TimeSpan PortPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly (string Key, string User)[] OfDashboard =
    [
        ("ASPNETCORE_URLS", "the dashboard"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "the dashboard's telemetry"),
        ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "the dashboard's telemetry"),
        ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "the dashboard's resource service"),
    ];

    /// <summary>Whether every port is chosen among the free ones, as in tests.</summary>
    public static bool HasRandomPorts(this IConfiguration configuration) => configuration.GetValue(Randomize, defaultValue: false);

    /// <summary>Refuses a port that stays in use.</summary>
    /// <exception cref="FleetException">A port is in use; the message says whose it is.</exception>
    public static async Task RefuseUsedAsync(
        DistributedApplicationModel model, IConfiguration configuration, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PortPatience);
        var used = Of(model, configuration).DistinctBy(port => port.Port).Where(port => IsUsed(port.Port)).ToList();
        try
        {
            while (used.Count > 0)
            {
                await Task.Delay(Pause, patience.Token);
                used.RemoveAll(port => !IsUsed(port.Port));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            FleetException.ThrowIfAny(used.Select(port =>
                $"Port {port.Port} of {port.User} is in use by another program: stop it (./run.sh stop if it is another fleet), "
                + $"or {port.Remedy}."));
        }
    }

    /// <summary>Finds the ports, what they are for, and how to choose others.</summary>
    internal static IReadOnlyList<(int Port, string User, string Remedy)> Of(
        DistributedApplicationModel model, IConfiguration configuration) =>
    [
        .. configuration.HasRandomPorts() ? [] : OfResources(model),
        .. from setting in OfDashboard
           from address in (configuration[setting.Key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
           where Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { IsLoopback: true, Port: > 0 }
           select (new Uri(address).Port, setting.User, $"choose another with --{setting.Key}=http://localhost:<port>"),
    ];

    private static IEnumerable<(int Port, string User, string Remedy)> OfResources(DistributedApplicationModel model) =>
        from resource in model.Resources
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint is { Port: > 0 }
        select (endpoint.Port!.Value, resource.Name, $"let free ones be chosen with --{Randomize}=true");

    private static bool IsUsed(int port) =>
        IsUsed(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && IsUsed(IPAddress.IPv6Loopback, port));

    private static bool IsUsed(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return false;
        }
        catch (SocketException e)
        {
            // Not, for example, that the machine has no such address.
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
