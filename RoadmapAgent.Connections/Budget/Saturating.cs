namespace RoadmapAgent.Connections.Budget;

/// <summary>Arithmetic on numbers from 0 on, in which <see cref="long.MaxValue"/> stands for everything beyond.</summary>
internal static class Saturating
{
    // Up to here a double is a whole number exactly, and a decimal has digits to spare.
    private const double Exact = 1e15;

    public static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    public static long Multiply(long a, long b) => b != 0 && a > long.MaxValue / b ? long.MaxValue : a * b;

    public static long Total<T>(this IEnumerable<T> items, Func<T, long> number) => items.Aggregate(0L, (sum, item) => Add(sum, number(item)));

    /// <summary>⌈count × (1 + rate)⌉ as written in decimal: in binary 100 × 1.1 is a little more than 110.</summary>
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
