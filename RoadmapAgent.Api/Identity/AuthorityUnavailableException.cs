namespace RoadmapAgent.Api.Identity;

/// <summary>The authority does not answer, so nobody can be told from anybody else.</summary>
internal sealed class AuthorityUnavailableException(Exception cause) : Exception("The authority does not answer.", cause);
