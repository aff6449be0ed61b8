using System.Net;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>A service's connection string that leads through the proxy.</summary>
internal sealed class ReroutedConnectionString(IValueProvider original, WireProxy proxy) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => ((IManifestExpressionProvider)original).ValueExpression;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Reroute(await original.GetValueAsync(cancellationToken));

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        Reroute(await original.GetValueAsync(context, cancellationToken));

    private string Reroute(string? connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        proxy.Target = new(IPAddress.Loopback, builder.Port);
        builder.Host = IPAddress.Loopback.ToString();
        builder.Port = proxy.Port;
        return builder.ConnectionString;
    }
}
