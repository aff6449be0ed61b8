namespace RoadmapAgent.Connections.Budget;

/// <summary>Distributes a quantity in whole steps so that the smallest weighted amount is as large as possible.</summary>
internal static class WaterFilling
{
    /// <summary>A recipient of steps.</summary>
    /// <param name="Floor">The steps it needs.</param>
    /// <param name="Cap">The most steps it can use; the floor takes precedence.</param>
    /// <param name="Cost">The quantity that one step takes; 0 or more.</param>
    /// <param name="Weight">Its weight; 1 or more.</param>
    public sealed record Vessel(long Floor, long Cap, long Cost, int Weight);

    /// <summary>Computes the steps of each recipient; null if the available quantity does not cover the floors.</summary>
    public static long[]? Fill(IReadOnlyList<Vessel> vessels, long available)
    {
        var steps = vessels.Select(vessel => vessel.Floor).ToArray();
        var needed = vessels.Total(vessel => Saturating.Multiply(vessel.Floor, vessel.Cost));
        if (needed > available || steps.Any(step => step > int.MaxValue))
        {
            return null;
        }

        var left = available - needed;

        // Raising the lowest recipient raises the minimum. Once it cannot be raised, the minimum is final, and the others continue.
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
            // Steps without a cost would never end.
            if (steps[i] < vessels[i].Cap && vessels[i].Cost > 0)
            {
                lowest.Enqueue(i, new(steps[i] * vessels[i].Cost, vessels[i].Weight, vessels[i].Cost, i));
            }
        }
    }

    /// <summary>
    /// Orders by quantity divided by weight. Ties go to the lowest cost, so that as many recipients as possible are raised, then to the
    /// lowest weight, where a step has the largest effect.
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
