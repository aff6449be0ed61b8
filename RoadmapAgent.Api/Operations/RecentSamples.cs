using RoadmapAgent.Data.Operations;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Caches the samples of the last ten minutes. Regardless of the number of viewers, the database is read at most every two seconds.
/// </summary>
internal sealed class RecentSamples(ServiceDatabase database, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private IReadOnlyList<ConnectionSample> _samples = [];
    private DateTimeOffset _asked;

    /// <summary>Reads the samples, oldest first.</summary>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment.</exception>
    public async Task<IReadOnlyList<ConnectionSample>> ReadAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now - _asked >= Fresh)
            {
                var after = _samples.Count > 0 ? _samples[^1].At : now - Kept;
                var added = await database.RunAsync(
                    (connection, ct) => SampleTable.ReadAfterAsync(connection, after, ct), cancellationToken);
                _samples = [.. _samples.Where(sample => sample.At > now - Kept), .. added];
                _asked = now;
            }

            return _samples;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();
}
