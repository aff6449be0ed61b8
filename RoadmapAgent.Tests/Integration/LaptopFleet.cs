using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The fleet as F5 starts it.</summary>
public sealed class LaptopFleet : FleetFixture;

/// <summary>Tests that leave the fleet as they found it.</summary>
[CollectionDefinition(Name)]
public sealed class OnLaptopFleet : ICollectionFixture<LaptopFleet>
{
    public const string Name = "Laptop fleet";
}
