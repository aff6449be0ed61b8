namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The fleet cannot start, or must not start, as configured. The message tells the user the problem and the remedy.</summary>
/// <param name="message">The problem and the remedy.</param>
/// <param name="inner">The exception that caused this one, if any.</param>
public sealed class FleetException(string message, Exception? inner = null) : DistributedApplicationException(message, inner!);
