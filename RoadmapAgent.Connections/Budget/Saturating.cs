namespace RoadmapAgent.Connections.Budget;

/// <summary>Saturating arithmetic on non-negative numbers: results above <see cref="long.MaxValue"/> are capped at it.</summary>
internal static class Saturating
{
    // Up to this value a double represents whole numbers exactly, and a decimal has digits to spare.
    private const double Exact = 1e15;

    public static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    public static long Multiply(long a, long b) => b != 0 && a > long.MaxValue / b ? long.MaxValue : a * b;

    public static long Total<T>(this IEnumerable<T> items, Func<T, long> number) =>
        items.Aggregate(0L, (sum, item) => Add(sum, number(item)));

    /// <summary>Computes ⌈count × (1 + rate)⌉ in decimal, because in binary 100 × 1.1 is slightly more than 110.</summary>
    public static long Grow(int count, double rate)
    {
        if (count <= 0)
        {
            return 0;
        }

        var product = count * (1 + Math.Max(0, rate));
        return product switch
        {
            <= Exact => (long)decimal.Ceiling(count * (1 + (decimal)Math.Max(0, rate))),
            < long.MaxValue => (long)product,
            _ => long.MaxValue,
        };
    }
}
