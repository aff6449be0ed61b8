using Npgsql;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>Looks every 20 ms at what the services' sessions do with their connections.</summary>
internal sealed class LockSampler : IAsyncDisposable
{
    private const string Sessions = """
        SELECT count(*) FILTER (WHERE wait_event_type = 'Lock'), count(*)
        FROM pg_catalog.pg_stat_activity WHERE usename LIKE 'roadmap\_%' AND usename <> 'roadmap_monitor' AND state <> 'idle'
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;
    private long _waiting;
    private long _busy;

    private LockSampler(NpgsqlConnection connection)
    {
        _connection = connection;
        _sampling = SampleAsync();
    }

    public static async Task<LockSampler> StartAsync(string administrator, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        return new(connection);
    }

    /// <summary>The share of the time in transactions that was spent waiting for a lock; 0 to 1.</summary>
    public async Task<double> StopAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        return _busy == 0 ? 0 : (double)_waiting / _busy;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private async Task SampleAsync()
    {
        await Task.Yield();
        await using var command = new NpgsqlCommand(Sessions, _connection);
        await command.PrepareAsync();
        using var timer = new PeriodicTimer(Interval);
        while (!_stop.IsCancellationRequested)
        {
            await using (var reader = await command.ExecuteReaderAsync())
            {
                await reader.ReadAsync();
                _waiting += reader.GetInt64(0);
                _busy += reader.GetInt64(1);
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
