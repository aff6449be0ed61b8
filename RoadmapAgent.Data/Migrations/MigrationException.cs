namespace RoadmapAgent.Data.Migrations;

/// <summary>The database could not be migrated.</summary>
/// <param name="message">The step that failed, and why.</param>
/// <param name="inner">The error.</param>
public sealed class MigrationException(string message, Exception inner) : Exception(message, inner);
