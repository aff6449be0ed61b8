namespace RoadmapAgent.Domain.Contracts;

/// <summary>All messages of the fleet.</summary>
public static class Messages
{
    /// <summary>Their types.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [typeof(AdvanceRoadmap), typeof(GenerateConcept), typeof(ProgressRecorded), typeof(WriteExecutionLogs)];
}
