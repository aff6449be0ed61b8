using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// The bulkhead in front of the pool: limits concurrent units of work. The others queue until a timeout; those that could not be served
/// within it are refused at once, so that the queue never holds work that is given up anyway.
/// </summary>
internal sealed class DatabaseGate(IOptions<DatabaseOptions> options, DatabaseMetrics metrics, TimeProvider time) : IDisposable
{
    private readonly WaitEstimate _estimate = new(options.Value.EffectiveGate);
    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = options.Value.EffectiveGate,
        // Bounded by time instead.
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private int _waiting;

    /// <summary>How long a unit of work that arrives now would wait; zero if none is waiting.</summary>
    public TimeSpan ExpectedWait => Volatile.Read(ref _waiting) is > 0 and var waiting ? _estimate.Of(waiting) : TimeSpan.Zero;

    /// <summary>Waits for a permit; disposing the result releases it.</summary>
    /// <exception cref="DatabaseSaturatedException">No permit became available in time, or none would.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var immediate = _limiter.AttemptAcquire();
        return new Permit(immediate.IsAcquired ? immediate : await WaitAsync(cancellationToken), _estimate, time);
    }

    public void Dispose() => _limiter.Dispose();

    private async Task<RateLimitLease> WaitAsync(CancellationToken cancellationToken)
    {
        var expected = _estimate.Of(Volatile.Read(ref _waiting));
        if (expected > options.Value.GateTimeout)
        {
            throw new DatabaseSaturatedException(SaturationCause.GateFull) { RetryAfter = expected };
        }

        var started = time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Value.GateTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        metrics.GateWaitStarted();
        Interlocked.Increment(ref _waiting);
        try
        {
            return await _limiter.AcquireAsync(1, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseSaturatedException(SaturationCause.GateTimeout);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            metrics.GateWaitEnded(time.GetElapsedTime(started));
        }
    }

    private sealed class Permit(RateLimitLease lease, WaitEstimate estimate, TimeProvider time) : IDisposable
    {
        private readonly long _since = time.GetTimestamp();
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                estimate.Served(time.GetElapsedTime(_since));
                lease.Dispose();
            }
        }
    }
}
