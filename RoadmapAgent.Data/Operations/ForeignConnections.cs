namespace RoadmapAgent.Data.Operations;

/// <summary>Connections that nobody declared.</summary>
/// <param name="Role">Who logged in.</param>
/// <param name="Application">What it calls itself.</param>
/// <param name="Count">How many.</param>
public sealed record ForeignConnections(string Role, string Application, int Count);
