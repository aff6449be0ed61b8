namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>What the proxy does to a request.</summary>
internal enum WireFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Answers with an ERROR instead of forwarding the request; the session goes on.</summary>
    Error,

    /// <summary>Answers with a FATAL instead of forwarding the request, and closes the connection.</summary>
    Fatal,

    /// <summary>Forwards the request and resets the connection in the middle of the response.</summary>
    Reset,

    /// <summary>Resets the connection before the response.</summary>
    Lost,

    /// <summary>Forwards the request and keeps the response back for a while.</summary>
    Silence,

    /// <summary>Forwards the response a few bytes at a time.</summary>
    Slowness,
}
