namespace RoadmapAgent.AppHost.Configuration;

/// <summary>The fleet cannot start, or must not start, as configured. The message tells the user the problem and the remedy.</summary>
/// <param name="message">The problem and the remedy.</param>
/// <param name="inner">The exception that caused this one, if any.</param>
public sealed class FleetException(string message, Exception? inner = null) : DistributedApplicationException(message, inner!)
{
    /// <summary>Refuses to start if there are problems, and reports all of them.</summary>
    /// <param name="problems">One sentence for each.</param>
    /// <exception cref="FleetException">There are problems.</exception>
    internal static void ThrowIfAny(IEnumerable<string> problems)
    {
        if (string.Join(Environment.NewLine, problems) is { Length: > 0 } message)
        {
            throw new FleetException(message);
        }
    }
}
