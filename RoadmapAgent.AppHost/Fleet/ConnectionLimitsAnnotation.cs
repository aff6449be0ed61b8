namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What a service declared it may use of the database; the budget is the sum of these.</summary>
/// <param name="Service">The service's name in <c>Fleet:Services</c>.</param>
/// <param name="Sizes">Its limits.</param>
public sealed record ConnectionLimitsAnnotation(string Service, ServiceSizes Sizes) : IResourceAnnotation;
