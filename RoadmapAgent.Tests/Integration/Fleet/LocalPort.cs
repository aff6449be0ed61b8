using System.Net;
using System.Net.Sockets;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Ports of this machine.</summary>
internal static class LocalPort
{
    /// <summary>Finds a port on which nothing listens.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
