using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoadmapAgent.Api.Identity;

/// <summary>The endpoints for a person's account.</summary>
internal static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/api/account").WithTags("Account").RequireAuthorization(Learners.Policy);
        account.MapGet("/", Find).WithName("GetAccount").WithSummary("Who is asking");
    }

    private static Ok<Account> Find(ClaimsPrincipal person) => TypedResults.Ok(new Account(
        person.ToOwner().Id,
        person.Identity?.Name ?? "",
        person.IsInRole(Operators.Role),
        person.Identity?.AuthenticationType == LocalIdentityHandler.Name ? LocalIdentity.All : []));
}
