using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The database limits that a service declares; the budget is their sum.</summary>
/// <param name="Service">The service's name in <c>Fleet:Services</c>.</param>
/// <param name="Sizes">The limits of the service.</param>
/// <param name="Alias">Its alias on the pooler, if the fleet runs one.</param>
public sealed record ConnectionLimitsAnnotation(
    string Service, ServiceSizes Sizes, PgBouncerDatabaseResource? Alias = null) : IResourceAnnotation;
