namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>
/// Decides when a resource is restarted that others blame for their ends: at the first of them, and not again until the restart has had
/// time to help.
/// </summary>
internal sealed class BlamePolicy
{
    /// <summary>The time between two restarts of the blamed resource.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, DateTime> _restarts = [];

    /// <summary>Records that a process has ended and blames a resource for it; returns whether to restart that resource.</summary>
    /// <param name="blamed">The name of the resource.</param>
    /// <param name="now">The time.</param>
    public bool OnBlamed(string blamed, DateTime now)
    {
        if (_restarts.TryGetValue(blamed, out var restarted) && now - restarted < Rest)
        {
            return false;
        }

        _restarts[blamed] = now;
        return true;
    }
}
