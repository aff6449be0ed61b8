using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Asks earlier samples. Pure.</summary>
internal static class History
{
    /// <summary>
    /// Whether a state has been there in every sample for a time; false if the samples do not reach back that far, or not without a gap:
    /// what was before an interruption of the monitor says nothing about the present.
    /// </summary>
    /// <param name="samples">The samples, oldest first.</param>
    /// <param name="now">The present.</param>
    /// <param name="time">The time.</param>
    /// <param name="state">The state.</param>
    public static bool Lasts(
        IReadOnlyList<ConnectionSample> samples, DateTimeOffset now, TimeSpan time, Func<ConnectionSample, bool> state)
    {
        var later = now;
        foreach (var sample in samples.Reverse())
        {
            if (later - sample.At > FleetState.Stale || !state(sample))
            {
                return false;
            }

            if (now - sample.At >= time)
            {
                return true;
            }

            later = sample.At;
        }

        return false;
    }
}
