namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap that its owner has deleted and can restore.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">The requested goal.</param>
/// <param name="Title">The plan's title, if there was a plan.</param>
/// <param name="DeletedAt">When it was deleted.</param>
/// <param name="RestorableUntil">The time until which it can be restored; it is removed for good within hours afterwards.</param>
public sealed record TrashedRoadmap(
    Guid Id, string Goal, string? Title, DateTimeOffset DeletedAt, DateTimeOffset RestorableUntil);
