using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private int? _port, _targetPort;
    private bool _portSetToNull, _targetPortSetToNull;
    private bool? _tlsEnabled;

    public EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
        : this(protocol, networkId: null, uriScheme, transport, name, port, targetPort, isExternal, isProxied) { }

    public EndpointAnnotation(ProtocolType protocol, string? uriScheme, string? transport, [EndpointName] string? name, int? port, int? targetPort, bool? isExternal, bool isProxied)
        : this(protocol, networkId: null, uriScheme, transport, name, port, targetPort, isExternal, (bool?)isProxied) { }

    public EndpointAnnotation(ProtocolType protocol, NetworkIdentifier? networkId, string? uriScheme, string? transport, [EndpointName] string? name, int? port, int? targetPort, bool? isExternal, bool isProxied)
        : this(protocol, networkId, uriScheme, transport, name, port, targetPort, isExternal, (bool?)isProxied) { }

    public EndpointAnnotation(ProtocolType protocol, NetworkIdentifier? networkId, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
    {
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Name = name ?? UriScheme;
        ModelName.Validate(nameof(EndpointAnnotation), Name);
        Protocol = protocol;
        _transport = transport;
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsExplicitlyProxied = isProxied;
        DefaultNetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
    }

    public string Name { get; set; }
    public ProtocolType Protocol { get; set; }
    public string UriScheme { get; set; }
    public string TargetHost { get; set; } = KnownHostNames.Localhost;
    public bool IsExternal { get; set; }
    public bool ExcludeReferenceEndpoint { get; set; }
    public NetworkIdentifier DefaultNetworkID { get; }
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = [];

    /// <summary>Without a proxy, the port asked for is the port listened on: either one stands for both.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied || _portSetToNull ? null : _targetPort);
        set => (_port, _portSetToNull) = (value, value is null);
    }

    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied || _targetPortSetToNull ? null : _port);
        set => (_targetPort, _targetPortSetToNull) = (value, value is null);
    }

    public string Transport
    {
        get => _transport ?? (IsHttp ? "http" : Protocol == ProtocolType.Udp ? "udp" : "tcp");
        set => _transport = value;
    }

    public bool IsProxied
    {
        get => IsExplicitlyProxied ?? true;
        set => IsExplicitlyProxied = value;
    }

    public bool? IsExplicitlyProxied { get; set; }

    public bool TlsEnabled
    {
        get => _tlsEnabled ?? string.Equals(UriScheme, "https", StringComparison.OrdinalIgnoreCase);
        set => _tlsEnabled = value;
    }

    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => AllAllocatedEndpoints.TryGet(DefaultNetworkID, out var endpoint) ? endpoint : null;
        set
        {
            if (value is null)
                AllAllocatedEndpoints.For(DefaultNetworkID).SetException(new InvalidOperationException($"The endpoint `{Name}` is not allocated"));
            else if (value.NetworkID != DefaultNetworkID)
                throw new InvalidOperationException($"The default AllocatedEndpoint's network ID must match the EndpointAnnotation network ID ('{DefaultNetworkID}'). The attempted AllocatedEndpoint belongs to '{value.NetworkID}'.");
            else
                AllAllocatedEndpoints.For(DefaultNetworkID).SetValue(value);
        }
    }

    internal bool IsHttp => string.Equals(UriScheme, "http", StringComparison.OrdinalIgnoreCase) || string.Equals(UriScheme, "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>From the project's launch profile: replaced rather than refused when the AppHost says the same name.</summary>
    internal bool FromLaunchProfile { get; set; }

    /// <summary>The variable that the port to listen on is given in.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }
}
