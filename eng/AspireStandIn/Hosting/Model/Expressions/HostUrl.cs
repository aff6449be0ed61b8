namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL of something on the host; a container reaches it by the tunnel's name.</summary>
public record HostUrl(string Url) : IExpressionValue
{
    string IManifestExpressionProvider.ValueExpression => Url;

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        new(context.EffectiveNetwork == KnownNetworkIdentifiers.LocalhostNetwork ? Url : FromContainer());

    private string FromContainer()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || !uri.IsLoopback) return Url;
        var seen = new UriBuilder(uri) { Host = KnownHostNames.DefaultContainerTunnelHostName }.Uri.AbsoluteUri;
        return Url.EndsWith('/') ? seen : seen.TrimEnd('/');
    }
}
