using Microsoft.Extensions.Configuration;
using Npgsql;
using RoadmapAgent.Connections.ConnectionStrings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>
/// Adds servers that are run by somebody else. A connection string that cannot be read is refused before anything has started.
/// </summary>
internal static class ConfiguredConnections
{
    /// <summary>Adds a PostgreSQL database: keywords, or the URI that hosting providers show.</summary>
    /// <exception cref="FleetException">The connection string cannot be read.</exception>
    public static IResourceBuilder<IResourceWithConnectionString> AddPostgresConnection(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.Add(name, (setting, text) => PostgresConnectionString.Read(setting, text, new NpgsqlConnectionStringBuilder()));

    /// <summary>Adds a message broker: an AMQP URI.</summary>
    /// <exception cref="FleetException">The connection string cannot be read.</exception>
    public static IResourceBuilder<IResourceWithConnectionString> AddBrokerConnection(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.Add(name, (setting, text) => BrokerAddress.Read(setting, text));

    private static IResourceBuilder<IResourceWithConnectionString> Add(
        this IDistributedApplicationBuilder builder, string name, Action<string, string> read)
    {
        try
        {
            if (builder.Configuration.GetConnectionString(name) is { } text)
            {
                read($"ConnectionStrings:{name}", text);
            }
        }
        catch (ArgumentException e)
        {
            throw new FleetException(e.Message);
        }

        return builder.AddConnectionString(name);
    }
}
