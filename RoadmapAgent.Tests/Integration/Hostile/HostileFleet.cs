using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>
/// The fleet of the hostile requests: with the product's limits nearly all of them would be refused with 429, so they are as high as they
/// can be.
/// </summary>
public sealed class HostileFleet() : FleetFixture(
    "--Limits:AnonymousPerMinute=1000000",
    "--Limits:SignInsPerMinute=1000000",
    "--Limits:WrongKeysPerMinute=1000000");

/// <summary>The hostile requests have a fleet to themselves.</summary>
[CollectionDefinition(Name)]
public sealed class OnHostileFleet : ICollectionFixture<HostileFleet>
{
    public const string Name = "Hostile fleet";
}
