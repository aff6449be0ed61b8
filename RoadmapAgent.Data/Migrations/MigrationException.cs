namespace RoadmapAgent.Data.Migrations;

/// <summary>The database could not be brought to this version.</summary>
/// <param name="message">Which step failed, and why.</param>
/// <param name="inner">The error.</param>
public sealed class MigrationException(string message, Exception inner) : Exception(message, inner);
