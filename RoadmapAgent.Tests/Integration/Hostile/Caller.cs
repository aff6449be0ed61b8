namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Who sends a request.</summary>
internal enum Caller
{
    /// <summary>The owner of the live roadmaps.</summary>
    Owner,

    /// <summary>Another person, for whom none of them exists.</summary>
    Other,

    /// <summary>Nobody; on a fleet without an authority that is the first local identity.</summary>
    Anonymous,
}
