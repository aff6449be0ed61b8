namespace RoadmapAgent.Connections.ConnectionStrings;

/// <summary>Reads the AMQP URI of a message broker.</summary>
public static class BrokerAddress
{
    private static readonly string[] Schemes = ["amqp", "amqps"];

    /// <summary>Reads a URI.</summary>
    /// <param name="setting">The setting it is from, for the message.</param>
    /// <param name="text">The URI.</param>
    /// <exception cref="ArgumentException">It is not valid; the message names the setting and quotes nothing of the URI.</exception>
    public static Uri Read(string setting, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(setting);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && Schemes.Contains(uri.Scheme)
            && uri.Host.Length > 0
            && uri.UserInfo.Split(':').Length <= 2
            && uri.Fragment.Length == 0
            // The client takes the path for the name of one virtual host.
            && uri.Segments.Length <= 2
            // Behind an unencoded / or ?, the rest of a password would be taken for the name of a virtual host.
            && !uri.PathAndQuery.Contains('@', StringComparison.Ordinal)
            ? uri
            : throw new ArgumentException(
                $"{setting} is not valid: it must be a URI, amqp://user:password@host:port/virtual-host or amqps://…, "
                + "with every reserved character percent-encoded, such as @ as %40 and / as %2F.");
    }
}
