using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The result of storing attempts at content.</summary>
/// <param name="Pending">The roadmap's pieces not attempted yet; null if nothing was stored, because the roadmap has changed.</param>
/// <param name="Messages">The messages stored with it.</param>
internal sealed record StoredContent(int? Pending, IReadOnlyList<OutboxMessage> Messages)
{
    /// <summary>The roadmap has changed.</summary>
    public static StoredContent OutOfDate { get; } = new(null, []);
}
