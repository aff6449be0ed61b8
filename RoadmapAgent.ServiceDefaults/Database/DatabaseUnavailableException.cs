namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// The connection broke while it was in use. What was thrown then says nothing about the work: drivers and mappers also throw
/// <see cref="InvalidOperationException"/> or <see cref="NullReferenceException"/> on a broken connection.
/// </summary>
/// <param name="inner">What was thrown.</param>
public sealed class DatabaseUnavailableException(Exception inner) : Exception("The connection to the database broke.", inner);
