using System.Security.Claims;

namespace RoadmapAgent.Api.Identity;

/// <summary>Creates the user from the claims of a validated token.</summary>
internal static class Claimed
{
    /// <summary>Why a token identifies no user.</summary>
    public const string NoSubject = "The token has no 'iss' or no 'sub'.";

    // A name to show is the first of these.
    private static readonly string[] Names = ["name", "preferred_username", "email", "sub"];

    /// <summary>Returns the person that a token stands for; null if it does not say who that is.</summary>
    /// <param name="token">The claims of the token, under their own names.</param>
    /// <param name="scheme">The scheme that has validated it.</param>
    /// <param name="options">Which claim makes an operator.</param>
    public static ClaimsPrincipal? PersonOf(ClaimsPrincipal? token, string scheme, IdentityOptions options) =>
        (token?.FindFirstValue("iss"), token?.FindFirstValue("sub")) is ({ Length: > 0 } issuer, { Length: > 0 } subject)
            ? Person.Learner(
                scheme,
                issuer,
                subject,
                Names.Select(token!.FindFirstValue).First(name => !string.IsNullOrWhiteSpace(name))!,
                token!.HasClaim(options.OperatorClaim, options.OperatorValue))
            : null;
}
