namespace RoadmapAgent.Data.Operations;

/// <summary>Something that is wrong.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="About">A service, <c>server</c>, <c>pooler</c>, <c>broker</c> or <c>outbox</c>.</param>
/// <param name="Message">What, with the numbers.</param>
public sealed record Finding(FindingLevel Level, string About, string Message);
