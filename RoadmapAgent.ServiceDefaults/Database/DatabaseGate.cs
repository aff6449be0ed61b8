using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>The bulkhead in front of the pool: limits concurrent units of work; the others queue until a timeout.</summary>
internal sealed class DatabaseGate(IOptions<DatabaseOptions> options, DatabaseMetrics metrics) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = options.Value.EffectiveGate,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a permit; disposing the result releases it.</summary>
    /// <exception cref="DatabaseSaturatedException">No permit became available in time.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var immediate = _limiter.AttemptAcquire();
        return immediate.IsAcquired ? immediate : await WaitAsync(cancellationToken);
    }

    public void Dispose() => _limiter.Dispose();

    private async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.GateTimeout);
        metrics.GateWaitStarted();
        try
        {
            return await _limiter.AcquireAsync(1, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseSaturatedException(SaturationCause.GateTimeout);
        }
        finally
        {
            metrics.GateWaitEnded(started);
        }
    }
}
