namespace RoadmapAgent.Connections.Budget;

/// <summary>Hands out a quantity in whole steps so that whoever has least, by weight, has as much as possible.</summary>
internal static class WaterFilling
{
    /// <summary>Somebody who takes steps.</summary>
    /// <param name="Floor">Steps needed.</param>
    /// <param name="Cap">Steps beyond which more are of no use; what is needed counts more.</param>
    /// <param name="Cost">What a step takes; 0 or more.</param>
    /// <param name="Weight">1 or more.</param>
    public sealed record Vessel(long Floor, long Cap, long Cost, int Weight);

    /// <summary>The steps of each, or null if not even what is needed is there.</summary>
    public static long[]? Fill(IReadOnlyList<Vessel> vessels, long available)
    {
        var steps = vessels.Select(vessel => vessel.Floor).ToArray();
        var needed = vessels.Total(vessel => Saturating.Multiply(vessel.Floor, vessel.Cost));
        if (needed > available || steps.Any(step => step > int.MaxValue))
        {
            return null;
        }

        var left = available - needed;

        // Raising the lowest is what raises the minimum; one that cannot be raised fixes it, and the others go on for themselves.
        var lowest = new PriorityQueue<int, Level>();
        Enumerable.Range(0, vessels.Count).ToList().ForEach(Wait);
        while (lowest.TryDequeue(out var i, out _))
        {
            if (vessels[i].Cost <= left)
            {
                left -= vessels[i].Cost;
                steps[i]++;
                Wait(i);
            }
        }

        return steps;

        void Wait(int i)
        {
            // A step without a cost would be the first of infinitely many.
            if (steps[i] < vessels[i].Cap && vessels[i].Cost > 0)
            {
                lowest.Enqueue(i, new(steps[i] * vessels[i].Cost, vessels[i].Weight, vessels[i].Cost, i));
            }
        }
    }

    /// <summary>
    /// Orders by quantity over weight. Of equals, the cheapest to raise comes first, so that most of them are; then the one of least weight,
    /// whom a step raises furthest.
    /// </summary>
    private readonly record struct Level(long Quantity, int Weight, long Cost, int Index) : IComparable<Level>
    {
        public int CompareTo(Level other)
        {
            var weighted = ((Int128)Quantity * other.Weight).CompareTo((Int128)other.Quantity * Weight);
            return weighted != 0 ? weighted : (Cost, Weight, Index).CompareTo((other.Cost, other.Weight, other.Index));
        }
    }
}
