namespace RoadmapAgent.ServiceSettings;

/// <summary>Exit codes by which a service tells the AppHost why it has ended.</summary>
public static class ExitCodes
{
    /// <summary>
    /// The broker can be reached, but the service gets no messages from it; the code of a temporary failure in <c>sysexits.h</c>. A new
    /// process helps.
    /// </summary>
    public const int NoMessages = 75;

    /// <summary>
    /// The broker can be reached, but cannot read a queue of the service; the code of an error in a protocol in <c>sysexits.h</c>. Only a
    /// restart of the broker helps.
    /// </summary>
    public const int DeadQueue = 76;
}
