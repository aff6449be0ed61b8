namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>The tests of the fleet that has faults.</summary>
[CollectionDefinition(Name)]
public sealed class OnFaultFleet : ICollectionFixture<FaultFleet>
{
    public const string Name = "Fault fleet";
}
