using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running;

/// <summary>Gives out ports below those that the system takes for outgoing connections, each only once per process.</summary>
internal static class Ports
{
    private const int First = 10_000, Last = 32_767;
    private static readonly Lock Lock = new();
    private static readonly HashSet<int> Given = [];

    public static int Free()
    {
        lock (Lock)
        {
            for (var tries = 0; tries < 1_000; tries++)
            {
                var port = Random.Shared.Next(First, Last + 1);
                if (!Given.Contains(port) && IsFree(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }
        throw new DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
