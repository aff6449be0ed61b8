using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Asks earlier samples. Pure.</summary>
internal static class History
{
    /// <summary>Whether a state has been there in every sample for a time; false if the samples do not reach back that far.</summary>
    /// <param name="samples">The samples, oldest first.</param>
    /// <param name="now">The present.</param>
    /// <param name="time">The time.</param>
    /// <param name="state">The state.</param>
    public static bool Lasts(
        IReadOnlyList<ConnectionSample> samples, DateTimeOffset now, TimeSpan time, Func<ConnectionSample, bool> state)
    {
        // The samples of an earlier run say nothing about this one.
        var recent = samples.Where(sample => now - sample.At <= time + FleetState.Stale).ToList();
        var before = recent.FindLastIndex(sample => now - sample.At >= time);
        return before >= 0 && recent.Skip(before).All(state);
    }
}
