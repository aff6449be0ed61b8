namespace RoadmapAgent.Api.Identity;

/// <summary>The account of the caller.</summary>
/// <param name="Id">The id that their roadmaps belong to.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOperator">Whether they may see and do what operators may.</param>
/// <param name="Identities">The local identities that a page can switch between; empty if an authority authenticates users.</param>
/// <param name="RestorableDays">Days for which a roadmap that they delete can be restored; 1 or more.</param>
internal sealed record Account(
    Guid Id, string Name, bool IsOperator, IReadOnlyList<LocalIdentity> Identities, int RestorableDays);
