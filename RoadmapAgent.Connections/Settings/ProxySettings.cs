namespace RoadmapAgent.Connections.Settings;

/// <summary>The HTTP proxy that a process takes from its environment.</summary>
public static class ProxySettings
{
    // .NET reads the first one, most other programs read both.
    private static readonly string[] Variables = ["no_proxy", "NO_PROXY"];

    // .NET compares a name with the host of a URI, where an IPv6 address is in brackets, and applies a proxy even to loopback.
    private static readonly string[] Loopback = ["localhost", ".localhost", "127.0.0.1", "::1", "[::1]"];

    /// <summary>
    /// Makes this process and all that it starts reach loopback addresses without a proxy; everything else still goes through it. It must
    /// be called before the process has sent its first request.
    /// </summary>
    public static void BypassLoopback()
    {
        var exceptions = WithLoopback(Variables.Select(Environment.GetEnvironmentVariable));
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, exceptions);
        }
    }

    /// <summary>Adds the loopback addresses to lists of hosts that need no proxy.</summary>
    internal static string WithLoopback(IEnumerable<string?> lists) => string.Join(
        ',',
        lists.SelectMany(list => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Concat(Loopback)
            .Distinct(StringComparer.OrdinalIgnoreCase));
}
