using System.Text.Json;
using Aspire.Hosting.Testing;
using MassTransit.Serialization;
using RabbitMQ.Client;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Direct access to the fleet's broker.</summary>
internal static class BrokerDoor
{
    public static async Task<IConnection> ConnectToBrokerAsync(this FleetFixture fleet) =>
        await new ConnectionFactory { Uri = await fleet.ReadBrokerAddressAsync() }.CreateConnectionAsync();

    /// <summary>Returns the broker's address, with the account of the services.</summary>
    public static async Task<Uri> ReadBrokerAddressAsync(this FleetFixture fleet) =>
        new((await fleet.Application.GetConnectionStringAsync("messaging"))!);

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
