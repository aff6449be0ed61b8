using System.Collections.Concurrent;
using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>Looks four times a second whether a role has more sessions than its limit.</summary>
/// <param name="fleet">The fleet.</param>
/// <param name="ledger">Where an exceeded limit is entered.</param>
internal sealed class LimitWatch(FleetFixture fleet, Ledger ledger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, long> _peaks = [];

    /// <summary>How often it could look: not while the server was down.</summary>
    public int Samples { get; private set; }

    /// <summary>The most sessions of every role.</summary>
    public IReadOnlyDictionary<string, long> Peaks => _peaks;

    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await fleet.OpenDirectAsync();
                while (true)
                {
                    await SampleAsync(connection, cancellationToken);
                    await Task.Delay(Interval, cancellationToken);
                }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                // The server is at fault at present.
                await Task.Delay(Interval, CancellationToken.None);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task SampleAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT a.usename, count(*), r.rolconnlimit
            FROM pg_catalog.pg_stat_activity AS a JOIN pg_catalog.pg_roles AS r ON r.oid = a.usesysid
            WHERE a.backend_type = 'client backend' GROUP BY a.usename, r.rolconnlimit
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (role, sessions, limit) = (reader.GetString(0), reader.GetInt64(1), reader.GetInt32(2));
            _peaks.AddOrUpdate(role, sessions, (_, before) => long.Max(before, sessions));
            if (limit >= 0 && sessions > limit)
            {
                ledger.Defects.Add($"{role} had {sessions} sessions and may have {limit}");
            }
        }

        Samples++;
    }
}
