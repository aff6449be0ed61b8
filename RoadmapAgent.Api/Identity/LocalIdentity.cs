namespace RoadmapAgent.Api.Identity;

/// <summary>
/// One of the two identities of this machine, which are used in Development without an authority: the second one is there to try out that
/// users do not see the roadmaps of others.
/// </summary>
/// <param name="Subject">The identity's key, which is also the value of the cookie that chooses it.</param>
/// <param name="Name">The name to show.</param>
internal sealed record LocalIdentity(string Subject, string Name)
{
    /// <summary>Who vouches for them.</summary>
    public const string Issuer = "local";

    /// <summary>The cookie that chooses one of them; a page sets it.</summary>
    public const string Cookie = "roadmap-agent-identity";

    /// <summary>All of them, the one that is used without a cookie first.</summary>
    public static IReadOnlyList<LocalIdentity> All { get; } = [new("ada", "Ada"), new("grace", "Grace")];

    /// <summary>Returns the chosen one.</summary>
    /// <param name="cookie">The value of the cookie; null if there is none.</param>
    public static LocalIdentity Of(string? cookie) => All.FirstOrDefault(identity => identity.Subject == cookie) ?? All[0];
}
