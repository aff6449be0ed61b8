namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>The fleet that the tests of faults share.</summary>
public sealed class FaultFleet() : ReroutedFleet;
