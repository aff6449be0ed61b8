using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting.Postgres;

internal sealed class CreationScriptAnnotation(string script) : IResourceAnnotation
{
    public string Script { get; } = script;
}

/// <summary>The AppHost's own connection to a server or database, known once its connection string is.</summary>
internal sealed class PostgresConnection(IResourceWithConnectionString resource, string suffix) : IHealthCheck
{
    private string? _connectionString;

    private string ConnectionString => _connectionString ?? throw new InvalidOperationException("Connection string is unavailable");

    public HealthCheckRegistration Check(string name) => new(name, this, failureStatus: null, tags: null);

    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        var value = await resource.GetConnectionStringAsync(cancellationToken)
            ?? throw new DistributedApplicationException($"ConnectionStringAvailableEvent was published for the '{resource.Name}' resource but the connection string was null.");
        _connectionString = value + suffix;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1;", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    public async Task CreateDatabasesAsync(IResourceCollection resources, IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
        foreach (var database in resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == resource).ToList())
            await CreateAsync(connection, database, logger, cancellationToken);
    }

    private static async Task CreateAsync(NpgsqlConnection connection, PostgresDatabaseResource database, ILogger logger, CancellationToken cancellationToken)
    {
        var script = database.TryGetLastAnnotation<CreationScriptAnnotation>(out var annotation) ? annotation.Script : $"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName)}";
        try
        {
            await using var command = new NpgsqlCommand(script, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            logger.LogDebug("Database '{DatabaseName}' created", database.DatabaseName);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            logger.LogDebug("Database '{DatabaseName}' already exists", database.DatabaseName);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Failed to create database '{DatabaseName}'", database.DatabaseName);
        }
    }
}
