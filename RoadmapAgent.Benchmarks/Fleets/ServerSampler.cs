using Npgsql;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>Looks at both servers as often as they answer, and keeps the highest numbers it saw.</summary>
internal sealed class ServerSampler : IAsyncDisposable
{
    // The AppHost's health checks log in as the administrator, and so does the sampler.
    private const string Backends = """
        SELECT count(*) FROM pg_catalog.pg_stat_activity
        WHERE backend_type = 'client backend' AND usename NOT IN ('postgres', 'roadmap_monitor')
        """;

    private readonly NpgsqlConnection _connection;
    private readonly AdminConsoleConnection? _console;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;
    private long _clients;
    private long _backends;

    private ServerSampler(NpgsqlConnection connection, AdminConsoleConnection? console)
    {
        (_connection, _console) = (connection, console);
        _sampling = Task.WhenAll(RepeatAsync(SampleServerAsync), console is null ? Task.CompletedTask : RepeatAsync(SamplePoolerAsync));
    }

    public static async Task<ServerSampler> StartAsync(string administrator, string? console, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        return new(
            connection,
            console is null ? null : await AdminConsoleConnection.OpenAsync(AdminConsoleOptions.Parse(console), cancellationToken));
    }

    /// <summary>The most clients of whatever the processes connect to, and the most backends.</summary>
    public async Task<(long Clients, long Backends)> StopAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        return (_console is null ? _backends : _clients, _backends);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _connection.DisposeAsync();
        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task RepeatAsync(Func<Task> sample)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            await sample();
        }
    }

    private async Task SampleServerAsync()
    {
        await using var command = new NpgsqlCommand(Backends, _connection);
        _backends = Math.Max(_backends, (long)(await command.ExecuteScalarAsync(CancellationToken.None))!);
    }

    /// <summary>Without the consoles.</summary>
    private async Task SamplePoolerAsync() => _clients = Math.Max(_clients, (await _console!.ShowPoolsAsync(CancellationToken.None))
        .Where(pool => pool.Database != "pgbouncer").Sum(pool => pool.ClientsActive + pool.ClientsWaiting));
}
