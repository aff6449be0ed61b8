namespace RoadmapAgent.ServiceSettings;

/// <summary>Exit codes by which a service tells the AppHost why it has ended.</summary>
public static class ExitCodes
{
    /// <summary>
    /// The broker can be reached, but gives the service no messages; the code of a temporary failure in <c>sysexits.h</c>. If a new process
    /// gets none either, the cause is the broker.
    /// </summary>
    public const int NoMessages = 75;
}
