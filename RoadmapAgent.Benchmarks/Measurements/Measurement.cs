using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements;

/// <summary>A figure of the product with its target.</summary>
internal abstract class Measurement
{
    /// <summary>Its name on the command line, kebab-case.</summary>
    public abstract string Name { get; }

    /// <summary>What it measures.</summary>
    public abstract string Title { get; }

    public abstract string Unit { get; }

    public abstract Target Target { get; }

    /// <summary>What it is compared with in every round. Default: null, nothing.</summary>
    public virtual string? Baseline => null;

    /// <summary>The fleet it needs; null if it starts its own. Default: <see cref="FleetKind.Laptop"/>.</summary>
    public virtual FleetKind? Fleet => FleetKind.Laptop;

    /// <summary>How often it is read. Default: as often as the scale says.</summary>
    public virtual int Rounds(Scale scale) => scale.Rounds;

    /// <summary>Reads it once.</summary>
    public abstract Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken);
}
