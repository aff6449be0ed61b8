namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The fleet, as configured, must not or cannot start. The message is for whoever configured it: what is wrong, and the remedy.</summary>
/// <param name="message">What is wrong, and the remedy.</param>
/// <param name="inner">What caused it, if another exception did.</param>
public sealed class FleetException(string message, Exception? inner = null) : DistributedApplicationException(message, inner!);
