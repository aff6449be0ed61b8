namespace RoadmapAgent.Benchmarks.Measurements;

/// <summary>A figure of a load that several measurements look at.</summary>
/// <param name="load">The load.</param>
internal abstract class LoadMeasurement<T>(OncePerRound<T> load) : Measurement
{
    public sealed override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken) =>
        Read(await load.OfAsync(round, cancellationToken));

    /// <summary>Reads the figure from what came of the load.</summary>
    protected abstract Reading Read(T run);
}
