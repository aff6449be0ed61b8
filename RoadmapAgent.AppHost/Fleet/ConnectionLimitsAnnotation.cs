using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What a service declared it may use of the database; the budget is the sum of these.</summary>
/// <param name="Service">The service's name in <c>Fleet:Services</c>.</param>
/// <param name="Sizes">Its limits.</param>
/// <param name="Alias">Its alias at the pooler, if the fleet runs one.</param>
public sealed record ConnectionLimitsAnnotation(string Service, ServiceSizes Sizes, PgBouncerDatabaseResource? Alias = null) : IResourceAnnotation;
