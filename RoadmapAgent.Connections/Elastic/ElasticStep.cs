namespace RoadmapAgent.Connections.Elastic;

/// <summary>What the pooler is to be told.</summary>
/// <param name="Sizes">The size of every share, in the order of the shares.</param>
/// <param name="IsChanged">Whether a size differs from the one in effect.</param>
/// <param name="Reconnects">
/// The indices of the shares whose connections are to be replaced once they are free: the pool has more connections than its size and is so
/// busy that none of them becomes idle.
/// </param>
public sealed record ElasticStep(IReadOnlyList<int> Sizes, bool IsChanged, IReadOnlyList<int> Reconnects);
