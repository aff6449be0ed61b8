using System.Text.Json;
using Aspire.Hosting.Testing;
using MassTransit.Serialization;
using RabbitMQ.Client;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Direct access to the fleet's broker.</summary>
internal static class BrokerDoor
{
    public static async Task<IConnection> ConnectToBrokerAsync(this FleetFixture fleet) =>
        await new ConnectionFactory { Uri = new((await fleet.Application.GetConnectionStringAsync("messaging"))!) }.CreateConnectionAsync();

    /// <summary>Sends a command as the fleet would: https://masstransit.io/documentation/concepts/messages#message-envelope</summary>
    public static async Task SendAsync<T>(
        this IChannel channel, string queue, T message, Guid messageId, IDictionary<string, object?>? headers = null)
    {
        var envelope = JsonSerializer.SerializeToUtf8Bytes(
            new { messageId, messageType = new[] { $"urn:message:{typeof(T).Namespace}:{typeof(T).Name}" }, message },
            SystemTextJsonMessageSerializer.Options);
        await channel.BasicPublishAsync(
            "",
            queue,
            mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json", Headers = headers },
            envelope);
    }
}
