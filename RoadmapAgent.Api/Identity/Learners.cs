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

    /// <summary>Creates a group of routes that require the policy.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="prefix">The path that the group's routes begin with.</param>
    /// <param name="tag">Groups them in the API's description.</param>
    public static RouteGroupBuilder MapLearnerGroup(this IEndpointRouteBuilder routes, string prefix, string tag) =>
        routes.MapGroup(prefix)
            .WithTags(tag)
            .RequireAuthorization(Policy);

    /// <summary>The owner that a person is.</summary>
    /// <exception cref="InvalidOperationException">The caller is anonymous; the route lacks the policy.</exception>
    public static Owner ToOwner(this ClaimsPrincipal person) => person.FindFirstValue(OwnerClaim) is { } id
        ? new(Guid.Parse(id))
        : throw new InvalidOperationException($"The route does not require the policy {Policy}.");
}
