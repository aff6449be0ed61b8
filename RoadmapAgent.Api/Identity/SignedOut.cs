namespace RoadmapAgent.Api.Identity;

/// <summary>The session has ended.</summary>
/// <param name="Location">Where the browser goes next: the authority, which ends the session there, or a page of ours.</param>
internal sealed record SignedOut(string Location);
