using Microsoft.Extensions.Logging;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Leases;

/// <summary>
/// A background loop whose work is done by one process of the fleet at a time, which a lease elects. The statement of a turn that does the
/// work takes or renews the lease as well (<see cref="LeaseTable"/>), and finds nothing to do while another process holds it. A process
/// that stops releases the lease after its last turn, so that the next one does not have to wait until it expires.
/// </summary>
public abstract class ElectedLoop : BackgroundLoop
{
    /// <summary>Creates a loop.</summary>
    /// <param name="lease">The name of the lease.</param>
    /// <param name="duration">The time after which another process takes over from one that was killed; longer than a pause.</param>
    /// <param name="database">The database.</param>
    /// <param name="time">Measures the pauses.</param>
    /// <param name="logger">Logs failures.</param>
    protected ElectedLoop(string lease, TimeSpan duration, ServiceDatabase database, TimeProvider time, ILogger logger)
        : base(time, logger)
    {
        Lease = new(lease, ProcessIdentity.Value, duration);
        Database = database;
    }

    /// <summary>The lease, as this process asks for it.</summary>
    protected Lease Lease { get; }

    /// <summary>The database.</summary>
    protected ServiceDatabase Database { get; }

    /// <inheritdoc/>
    public sealed override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(
            ct => Database.RunUngatedAsync((connection, inner) => LeaseTable.ReleaseAsync(connection, Lease, inner), ct),
            cancellationToken);
    }
}
