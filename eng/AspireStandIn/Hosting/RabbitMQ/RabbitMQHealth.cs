using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Aspire.Hosting.RabbitMQ;

/// <summary>One connection, made by the first check that succeeds and asked whether it is still open by the following ones.</summary>
internal sealed class RabbitMQHealth(IResourceWithConnectionString resource) : IHealthCheck
{
    private string? _connectionString;
    private IConnection? _connection;

    public HealthCheckRegistration Check(string name) => new(name, this, failureStatus: null, tags: null);

    public async Task LearnAsync(CancellationToken cancellationToken) => _connectionString = await resource.GetConnectionStringAsync(cancellationToken)
        ?? throw new DistributedApplicationException($"ConnectionStringAvailableEvent was published for the '{resource.Name}' resource but the connection string was null.");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var address = _connectionString ?? throw new InvalidOperationException("Connection string is unavailable");
            _connection ??= await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(cancellationToken);
            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
