using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The connections that a service declares; the budget is their sum.</summary>
/// <param name="Service">The service as it stands in the section <c>Fleet</c>.</param>
/// <param name="Alias">Its alias on the pooler, if the fleet runs one.</param>
public sealed record ConnectionLimitsAnnotation(ServiceDescription Service, PgBouncerDatabaseResource? Alias = null) : IResourceAnnotation;
