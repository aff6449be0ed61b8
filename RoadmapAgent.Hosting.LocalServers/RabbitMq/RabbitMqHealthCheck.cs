using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>Reports the broker as healthy when it accepts a login.</summary>
internal sealed class RabbitMqHealthCheck(RabbitMqProcessResource broker) : IHealthCheck
{
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = new(await ((IResourceWithConnectionString)broker).GetConnectionStringAsync(cancellationToken) ?? ""),
                RequestedConnectionTimeout = BrokerPatience,
                AutomaticRecoveryEnabled = false,
                ClientProvidedName = "roadmap_agent.apphost",
            };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or IOException)
        {
            return new(context.Registration.FailureStatus, e.Message);
        }
    }
}
