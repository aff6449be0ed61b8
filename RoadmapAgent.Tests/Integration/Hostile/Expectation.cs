namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>What the description says about the values of a request.</summary>
internal enum Expectation
{
    /// <summary>Nothing: any declared answer will do.</summary>
    Any,

    /// <summary>They are valid, so the answer must not be 400, 413 or 415.</summary>
    Allowed,

    /// <summary>They are not valid, so the answer must not be one of success.</summary>
    Forbidden,
}
