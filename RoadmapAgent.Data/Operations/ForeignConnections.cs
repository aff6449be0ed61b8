namespace RoadmapAgent.Data.Operations;

/// <summary>Connections that do not belong to a service, or are not known to.</summary>
/// <param name="Role">The login role.</param>
/// <param name="Application">The <c>application_name</c>.</param>
/// <param name="Count">The number of connections.</param>
public sealed record ForeignConnections(string Role, string Application, int Count);
