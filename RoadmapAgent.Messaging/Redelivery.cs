using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Decides how a message goes on that its consumer could not handle. Outages never make a message fail; they delay it, each time for
/// longer.
/// </summary>
internal static class Redelivery
{
    /// <summary>The header with the number of times a message has been delayed.</summary>
    public const string Header = "Roadmap-Redelivered";

    /// <summary>
    /// How often the broker may deliver a message, counting every process that ended or lost its connection while handling it. Lower than
    /// the broker's own limit, which moves a message to the error queue without telling its owner.
    /// </summary>
    public const int MaxDeliveries = 40;

    // About a quarter of an hour: by then a defect has shown on a working database that it is none of an outage's side effects.
    private const int MaxDefects = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>Returns whether an error will recur however often the message is delivered.</summary>
    /// <param name="kind">The error.</param>
    /// <param name="redelivered">The number of times the message has been delayed so far.</param>
    public static bool IsHopeless(ErrorKind kind, int redelivered) =>
        kind is ErrorKind.OwnFault || (kind is ErrorKind.Defect && redelivered >= MaxDefects);

    /// <summary>
    /// Returns the delay before the next delivery: 30 s, 1 min, 2 min … 1 h, with jitter of a quarter in either direction.
    /// </summary>
    /// <param name="redelivered">The number of times the message has been delayed so far.</param>
    /// <param name="spread">The jitter; 0 to 1.</param>
    public static TimeSpan Delay(int redelivered, double spread)
    {
        var seconds = Math.Min(LongestDelay.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, Math.Clamp(redelivered, 0, 10)));
        return TimeSpan.FromSeconds(seconds * (0.75 + (spread / 2)));
    }
}
