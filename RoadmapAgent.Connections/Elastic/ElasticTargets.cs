using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Connections.Elastic;

/// <summary>Distributes the connections of a pooler by what the clients of its shares would use. Pure.</summary>
internal static class ElasticTargets
{
    /// <summary>
    /// Gives every share what it demands up to its entitlement, but never less than its minimum; then what is left to those who demand
    /// more, evenly; then the rest back to those who are below their entitlement. The sum is exactly that of the entitlements.
    /// </summary>
    /// <param name="shares">The shares.</param>
    /// <param name="demands">Their demands, in the same order.</param>
    public static int[] Of(IReadOnlyList<ElasticShare> shares, IReadOnlyList<int> demands)
    {
        var sizes = shares.Select((share, i) => Math.Clamp(demands[i], share.Minimum, share.Share)).ToArray();
        var left = shares.Sum(share => share.Share) - sizes.Sum();
        left = Raise(sizes, [.. shares.Select((share, i) => Math.Min(demands[i], share.Maximum))], left);
        Raise(sizes, [.. shares.Select(share => share.Share)], left);
        return sizes;
    }

    /// <summary>Raises the sizes towards their limits, always the smallest by one, and returns what is left.</summary>
    private static int Raise(int[] sizes, int[] limits, int amount)
    {
        var open = new PriorityQueue<int, (int Size, int Index)>(
            Enumerable.Range(0, sizes.Length).Where(i => sizes[i] < limits[i]).Select(i => (i, (sizes[i], i))));
        for (; amount > 0 && open.TryDequeue(out var i, out _); amount--)
        {
            sizes[i]++;
            if (sizes[i] < limits[i])
            {
                open.Enqueue(i, (sizes[i], i));
            }
        }

        return amount;
    }
}
