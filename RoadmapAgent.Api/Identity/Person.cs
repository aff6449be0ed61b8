using System.Security.Claims;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Identity;

/// <summary>Creates the principals of all schemes, with nothing but the claims that this API decides by.</summary>
internal static class Person
{
    private const string NameClaim = "name";
    private const string RoleClaim = "role";

    /// <summary>Creates a learner, who can have roadmaps.</summary>
    /// <param name="scheme">The scheme that has authenticated the person.</param>
    /// <param name="issuer">Who vouches for the person.</param>
    /// <param name="subject">The person at the issuer.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="isOperator">Whether the person is an operator as well.</param>
    public static ClaimsPrincipal Learner(string scheme, string issuer, string subject, string name, bool isOperator) => Create(
        scheme,
        [
            new(Learners.OwnerClaim, Owner.Of(issuer, subject).Id.ToString()),
            new(NameClaim, name),
            .. isOperator ? [new(RoleClaim, Operators.Role)] : (Claim[])[],
        ]);

    /// <summary>Creates an operator without roadmaps, such as a machine.</summary>
    /// <param name="scheme">The scheme that has authenticated the operator.</param>
    public static ClaimsPrincipal Operator(string scheme) => Create(scheme, [new(RoleClaim, Operators.Role)]);

    private static ClaimsPrincipal Create(string scheme, IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity(claims, scheme, NameClaim, RoleClaim));
}
