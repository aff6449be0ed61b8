using System.Net;

namespace RoadmapAgent.ServiceSettings;

/// <summary>The names that the API may be reached by: a page of another site can make any other name point to it.</summary>
/// <param name="text">The names, separated by semicolons.</param>
public sealed class HostNames(string text)
{
    private const string Any = "*";
    private const string Subdomains = "*.";

    private readonly string[] _names = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The names that are not valid: they have a scheme, a port or a path, or are no names.</summary>
    public IEnumerable<string> Invalid => _names.Where(name => name != Any && !IsName(name));

    /// <summary>Whether a request may be sent to a host.</summary>
    /// <param name="host">The host without its port; empty if the request does not name one.</param>
    public bool Contain(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Length > 0 && _names.Any(name => name == Any || Matches(name, host));
    }

    private static bool Matches(string name, string host) => name.StartsWith(Subdomains, StringComparison.Ordinal)
        ? host.EndsWith(name[(Subdomains.Length - 1)..], StringComparison.OrdinalIgnoreCase) && host.Length >= name.Length
        : host.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string name) => name.StartsWith(Subdomains, StringComparison.Ordinal)
        ? Uri.CheckHostName(name[Subdomains.Length..]) == UriHostNameType.Dns
        : name is ['[', .., ']'] ? IPAddress.TryParse(name, out _)
        : Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4;
}
