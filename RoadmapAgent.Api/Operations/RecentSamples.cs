using RoadmapAgent.Data.Operations;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// What this process knows about the fleet: the samples and the reason why the last attempt to get one failed. Everything that operators
/// read comes from here, so that it is available however bad the state of the database, the pooler or the broker is.
/// </summary>
internal sealed class RecentSamples(FleetActivity activity, TimeProvider time)
{
    /// <summary>The age of the samples that are shown at full resolution.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Longer than a page that reads them now and then pauses.
    private static readonly TimeSpan Attention = TimeSpan.FromMinutes(1);

    private readonly Lock _writing = new();
    private volatile Known _known = new([], Failure: null, IsOff: false);
    private long _watched;

    /// <summary>Whether an operator has lately read what this process knows.</summary>
    public bool IsWatched => Volatile.Read(ref _watched) is not 0 and var watched && time.GetElapsedTime(watched) < Attention;

    /// <summary>All samples, oldest first.</summary>
    public IReadOnlyList<ConnectionSample> All => _known.Samples;

    /// <summary>The samples of the last ten minutes, oldest first.</summary>
    public IReadOnlyList<ConnectionSample> Latest
    {
        get
        {
            var first = time.GetUtcNow() - Window;
            return [.. _known.Samples.Where(sample => sample.At >= first)];
        }
    }

    /// <summary>The latest sample; null before the first.</summary>
    public ConnectionSample? Last => _known.Samples is [.., var last] ? last : null;

    /// <summary>The state of the fleet as far as it is known, with the age of what is known.</summary>
    public FleetState State
    {
        get
        {
            var known = _known;
            // Nobody measures while the fleet is idle.
            return FleetState.Of(
                time.GetUtcNow(),
                activity.AwakeSince,
                known.Samples is [.., var last] ? last : null,
                known.Failure,
                known.IsOff || activity.IsIdle);
        }
    }

    /// <summary>Adds samples, oldest first; none of them is older than those already known.</summary>
    public void Add(params IReadOnlyList<ConnectionSample> samples)
    {
        lock (_writing)
        {
            var all = _known.Samples.Concat(samples).ToList();
            var surplus = SampleThinning.Surplus(all, time.GetUtcNow());
            _known = _known with { Samples = [.. all.Where(sample => !surplus.Contains(sample.At))], Failure = null };
        }
    }

    /// <summary>Records that the latest sample could not be taken or read.</summary>
    /// <param name="reason">The cause, without secrets: <c>PostgreSQL does not respond</c>.</param>
    public void Fail(string reason)
    {
        lock (_writing)
        {
            _known = _known with { Failure = reason };
        }
    }

    /// <summary>Records that an operator reads what this process knows.</summary>
    public void Watch() => Volatile.Write(ref _watched, time.GetTimestamp());

    /// <summary>Records that this process has nothing to measure.</summary>
    public void TurnOff()
    {
        lock (_writing)
        {
            _known = _known with { IsOff = true };
        }
    }

    private sealed record Known(IReadOnlyList<ConnectionSample> Samples, string? Failure, bool IsOff);
}
