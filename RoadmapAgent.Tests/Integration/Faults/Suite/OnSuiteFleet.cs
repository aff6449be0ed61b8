namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>The fault suite has a fleet to itself.</summary>
[CollectionDefinition(Name)]
public sealed class OnSuiteFleet : ICollectionFixture<SuiteFleet>
{
    public const string Name = "Suite fleet";
}
