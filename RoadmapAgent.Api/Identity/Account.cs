namespace RoadmapAgent.Api.Identity;

/// <summary>Who is asking.</summary>
/// <param name="Id">The id that their roadmaps belong to.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOperator">Whether they may see and do what operators may.</param>
/// <param name="Identities">The local identities that a page can switch between; empty if an authority says who somebody is.</param>
internal sealed record Account(Guid Id, string Name, bool IsOperator, IReadOnlyList<LocalIdentity> Identities);
