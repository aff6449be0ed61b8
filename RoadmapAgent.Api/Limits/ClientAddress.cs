using System.Net;
using System.Net.Sockets;

namespace RoadmapAgent.Api.Limits;

/// <summary>What requests are counted by if they come from no person.</summary>
internal static class ClientAddress
{
    // A client of IPv6 chooses the rest of its address itself.
    private const int NetworkBytes = 8;

    private const string Unknown = "unknown";

    /// <summary>Returns the IPv4 address, or the network of 64 bits of the IPv6 address.</summary>
    /// <param name="client">The address; null for a client without one, such as a test.</param>
    public static string Of(IPAddress? client)
    {
        if (client is null)
        {
            return Unknown;
        }

        var address = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]])}/64"
            : $"{address}";
    }
}
