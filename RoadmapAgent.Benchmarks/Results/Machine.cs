namespace RoadmapAgent.Benchmarks.Results;

/// <summary>Where figures come from: they mean nothing without it.</summary>
/// <param name="Processor">The processor's model.</param>
/// <param name="Cores">Cores that may be used.</param>
/// <param name="MemoryGigabytes">Its memory, in GB.</param>
/// <param name="Busy">The share of its cores that was in use just before the first measurement; 0 to 1.</param>
/// <param name="OperatingSystem">The operating system with its version.</param>
/// <param name="Runtime">.NET's version.</param>
/// <param name="Postgres">PostgreSQL's version.</param>
/// <param name="PgBouncer">PgBouncer's version.</param>
/// <param name="RabbitMq">RabbitMQ's version.</param>
/// <param name="Commit">What was measured; with a plus sign if files were changed after the commit.</param>
internal sealed record Machine(
    string Processor,
    int Cores,
    double MemoryGigabytes,
    double Busy,
    string OperatingSystem,
    string Runtime,
    string Postgres,
    string PgBouncer,
    string RabbitMq,
    string Commit)
{
    private const double Quiet = 0.1;

    /// <summary>Whether it did nothing else: otherwise times and rates mean little.</summary>
    public bool WasQuiet => Busy <= Quiet;

    /// <summary>Whether figures of another machine can be compared with those of this one.</summary>
    public bool IsLike(Machine other) => (Processor, Cores, OperatingSystem) == (other.Processor, other.Cores, other.OperatingSystem);
}
