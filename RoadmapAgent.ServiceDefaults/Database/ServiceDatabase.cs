using System.Data;
using System.Diagnostics;
using Npgsql;
using Polly;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Provides all access to the database. A unit of work passes the gate, opens a connection late, closes it early, and never opens a second
/// one while it holds the first. Cancellation returns the connection: closing and rolling back never use the caller's token.
/// </summary>
public sealed class ServiceDatabase
{
    private static readonly AsyncLocal<bool> Holding = new();

    // After a failed server login a pooler refuses clients for about a second (server_login_retry), before it has forwarded anything.
    // Retrying turns RECONNECT, PAUSE or a failover into a delay instead of an error.
    private static readonly TimeSpan[] BackOff = [.. new[] { 0.3, 0.6, 1.2, 1.2 }.Select(TimeSpan.FromSeconds)];

    private static readonly ResiliencePipeline WhilePoolerBacksOff = new ResiliencePipelineBuilder()
        .AddRetry(new()
        {
            ShouldHandle = new PredicateBuilder()
                .Handle<DatabaseSaturatedException>(saturated => saturated.Cause == SaturationCause.PoolerBackingOff),
            MaxRetryAttempts = BackOff.Length,
            DelayGenerator = retry => new(BackOff[retry.AttemptNumber] * (0.5 + Random.Shared.NextDouble())),
        })
        .Build();

    private readonly NpgsqlDataSource _dataSource;
    private readonly DatabaseGate _gate;
    private readonly DatabaseCircuit _circuit;
    private readonly DatabaseMetrics _metrics;

    internal ServiceDatabase(NpgsqlDataSource dataSource, DatabaseGate gate, DatabaseCircuit circuit, DatabaseMetrics metrics)
    {
        _dataSource = dataSource;
        _gate = gate;
        _circuit = circuit;
        _metrics = metrics;
    }

    /// <summary>
    /// Whether the database has answered within a time, and nothing has failed since: if so, a health check has nothing to find out.
    /// </summary>
    internal bool AnsweredWithin(TimeSpan time) => _circuit.ServedWithin(time);

    /// <summary>Runs a unit of work on a connection, inside the gate.</summary>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment.</exception>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ObservedAsync(GatedAsync, work, cancellationToken);

    /// <summary>
    /// Runs a unit of work outside the gate: for the relay, the lease and the health check, which have reserved connections.
    /// </summary>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment.</exception>
    public Task<T> RunUngatedAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ObservedAsync(MeasuredAsync, work, cancellationToken);

    private async Task<T> ObservedAsync<T>(
        Func<Func<NpgsqlConnection, CancellationToken, Task<T>>, CancellationToken, Task<T>> run,
        Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        var began = _circuit.Begin();
        try
        {
            var result = await run(work, cancellationToken);
            _circuit.Served();
            return result;
        }
        catch (Exception e) when (
            !cancellationToken.IsCancellationRequested && ErrorClassifier.Classify(e, schemaComplete: true) is ErrorKind.Outage)
        {
            _circuit.Failed(began);
            throw;
        }
    }

    private async Task<T> GatedAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Holding.Value)
        {
            throw new InvalidOperationException("This flow already holds a connection; requesting a second one could cause a deadlock.");
        }

        return await WhilePoolerBacksOff.ExecuteAsync(
            static async (call, ct) =>
            {
                using var place = await call.Database.EnterAsync(ct);
                return await call.Database.MeasuredAsync(call.Work, ct);
            },
            (Database: this, Work: work),
            cancellationToken);
    }

    private async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _gate.EnterAsync(cancellationToken);
        }
        catch (DatabaseSaturatedException saturated)
        {
            _metrics.Saturated(saturated.Cause);
            throw;
        }
    }

    private async Task<T> MeasuredAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            var asked = Stopwatch.GetTimestamp();
            await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
            _metrics.Waited(asked);
            var borrowed = Stopwatch.GetTimestamp();
            Holding.Value = true;
            try
            {
                return await work(connection, cancellationToken);
            }
            catch (Exception e) when (
                connection.State is not ConnectionState.Open && ErrorClassifier.Classify(e, schemaComplete: true) is not ErrorKind.Outage)
            {
                throw new DatabaseUnavailableException(e);
            }
            finally
            {
                Holding.Value = false;
                _metrics.Used(borrowed);
            }
        }
        catch (Exception e) when (e is not DatabaseSaturatedException && Saturation.Classify(e) is { } cause)
        {
            _metrics.Saturated(cause);
            throw new DatabaseSaturatedException(cause, e);
        }
    }
}
