namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Ids that exist, or did a moment ago, by which requests reach live data.</summary>
/// <param name="Own">The owner's roadmaps by status, several of each.</param>
/// <param name="Foreign">Roadmaps of the other person.</param>
/// <param name="Deleted">Roadmaps of the owner that have been deleted.</param>
/// <param name="Concepts">Ids of concepts.</param>
/// <param name="Cards">Missed questions of the owner.</param>
internal sealed record LiveIds(
    IReadOnlyList<IReadOnlyList<Guid>> Own,
    IReadOnlyList<Guid> Foreign,
    IReadOnlyList<Guid> Deleted,
    IReadOnlyList<string> Concepts,
    IReadOnlyList<Guid> Cards)
{
    /// <summary>Without any live data.</summary>
    public static LiveIds None { get; } = new([], [], [], ["c-1-1-1"], []);
}
