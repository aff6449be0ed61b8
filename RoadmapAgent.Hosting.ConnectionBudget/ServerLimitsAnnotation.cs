using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>The limits of a PostgreSQL server.</summary>
/// <param name="Limits">The limits.</param>
internal sealed record ServerLimitsAnnotation(PostgresDescription Limits) : IResourceAnnotation;
