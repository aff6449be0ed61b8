namespace RoadmapAgent.Api.Identity;

/// <summary>The authority does not answer, so the caller cannot be authenticated.</summary>
internal sealed class AuthorityUnavailableException(Exception cause) : Exception("The authority does not answer.", cause);
