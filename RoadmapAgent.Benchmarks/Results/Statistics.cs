namespace RoadmapAgent.Benchmarks.Results;

/// <summary>What repeated readings of one quantity amount to. Every function needs at least one value.</summary>
internal static class Statistics
{
    /// <summary>The value in the middle; of an even number of values, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        var middle = ordered.Length / 2;
        return ordered.Length switch
        {
            0 => throw new ArgumentException("A median needs at least one value.", nameof(values)),
            var length when length % 2 == 1 => ordered[middle],
            _ => (ordered[middle - 1] + ordered[middle]) / 2,
        };
    }

    /// <summary>The smallest value that a share of all values does not exceed.</summary>
    /// <param name="values">The values.</param>
    /// <param name="share">The share, above 0 and up to 1: 0.99 for the 99th percentile.</param>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        double[] ordered = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(ordered.Length, nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return ordered[(int)Math.Ceiling(share * ordered.Length) - 1];
    }

    /// <summary>The distance between the lowest and the highest value, as a share of the median; 0 if all are equal.</summary>
    public static double Spread(IReadOnlyCollection<double> values)
    {
        var range = values.Max() - values.Min();
        return range == 0 ? 0 : range / Math.Abs(Median(values));
    }
}
