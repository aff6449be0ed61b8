using System.Security.Claims;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Identity;

/// <summary>The policy for the routes that serve a person's own roadmaps.</summary>
internal static class Learners
{
    /// <summary>The name of the policy.</summary>
    public const string Policy = "Learners";

    /// <summary>The claim that the policy requires: the id of the owner. Only <see cref="Person"/> adds it.</summary>
    public const string OwnerClaim = "owner";

    /// <summary>The owner that a person is.</summary>
    /// <exception cref="InvalidOperationException">The caller is anonymous; the route lacks the policy.</exception>
    public static Owner ToOwner(this ClaimsPrincipal person) => person.FindFirstValue(OwnerClaim) is { } id
        ? new(Guid.Parse(id))
        : throw new InvalidOperationException($"The route does not require the policy {Policy}.");
}
