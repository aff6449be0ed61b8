namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>
/// Decides when a resource is restarted that others blame for their ends: when the same process has ended for that reason twice, because
/// the first time its own restart may have been enough; and not again until it has had time to help.
/// </summary>
internal sealed class BlamePolicy
{
    /// <summary>The time within which two ends belong together: a start and the time that a process waits before it gives up.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>The time between two restarts of the blamed resource.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, DateTime> _ends = [];
    private readonly Dictionary<string, DateTime> _restarts = [];

    /// <summary>Records that a process has ended and blames a resource for it; returns whether to restart that resource.</summary>
    /// <param name="process">The id of what has ended.</param>
    /// <param name="blamed">The name of the resource.</param>
    /// <param name="now">The time.</param>
    public bool OnBlamed(string process, string blamed, DateTime now)
    {
        var again = _ends.TryGetValue(process, out var before) && now - before < Memory;
        _ends[process] = now;
        if (!again || (_restarts.TryGetValue(blamed, out var restarted) && now - restarted < Rest))
        {
            return false;
        }

        _restarts[blamed] = now;
        return true;
    }
}
