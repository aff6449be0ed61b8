using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>The sessions of PostgreSQL as this process saw them last; null before the first look.</summary>
internal sealed class KnownSessions
{
    private volatile SessionList? _last;

    /// <summary>The last look.</summary>
    public SessionList? Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>One look at all sessions.</summary>
    /// <param name="At">When it was taken.</param>
    /// <param name="Sessions">The sessions, those in a transaction first, longest first.</param>
    internal sealed record SessionList(DateTimeOffset At, IReadOnlyList<Session> Sessions);
}
