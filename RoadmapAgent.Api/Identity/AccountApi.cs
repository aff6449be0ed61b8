using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoadmapAgent.Data.Identity;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Identity;

/// <summary>The endpoints for a person's account.</summary>
internal static partial class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapLearnerGroup("/api/account", tag: "Account");
        account.MapGet("/", Find).WithName("GetAccount").WithSummary("Read the account of the caller");
        account.MapGet("/export", ExportAsync).CountsAsExport()
            .WithName("ExportAccount").WithSummary("Everything that is stored about a person")
            .WithDescription(
                "The account and all roadmaps, deleted ones that can be restored included, with their content, reviews, marks, notes, quiz "
                + "attempts, missed questions, events and logs. If the answer ends before its last bracket, repeat the request.")
            .Produces<AccountExport>()
            .MayTakeMinutes();
        account.MapDelete("/", DeleteAsync).WithName("DeleteAccount").WithSummary("Delete everything that is stored about a person")
            .WithDescription(
                "All roadmaps, deleted ones included, with everything in them, and the session. After a failure it can be repeated.")
            .MayTakeMinutes();
        routes.MapPost("/api/operations/claim-roadmaps", ClaimAsync)
            .WithTags("Operations")
            .RequireAuthorization(Operators.Policy, Learners.Policy)
            .WithName("ClaimRoadmaps")
            .WithSummary("Take over the roadmaps without an owner")
            .WithDescription("Those that a version without owners has created become the operator's own.");
    }

    private static Ok<Account> Find(ClaimsPrincipal person, IOptions<RetentionOptions> retention) =>
        TypedResults.Ok(AccountOf(person, retention.Value));

    private static async Task ExportAsync(
        HttpContext http,
        AccountStore accounts,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        IOptions<RetentionOptions> retention,
        CancellationToken cancellationToken)
    {
        // Read before the answer begins, so that a database without capacity is still a problem of its own.
        var owner = http.User.ToOwner();
        var next = await accounts.ReadNextAsync(owner, Guid.Empty, cancellationToken);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"roadmaps.json\"";
        http.Response.Headers.CacheControl = "no-store";
        var account = JsonSerializer.Serialize(AccountOf(http.User, retention.Value), json.Value.SerializerOptions);
        await WriteAsync($"{{\"account\":{account},\"roadmaps\":[");
        for (var separator = ""; next is var (id, roadmap); separator = ",")
        {
            await WriteAsync($"{separator}\n{roadmap}");
            next = await accounts.ReadNextAsync(owner, id, cancellationToken);
        }

        await WriteAsync("\n]}\n");

        async Task WriteAsync(string text)
        {
            await http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }
    }

    private static async Task<NoContent> DeleteAsync(
        HttpContext http,
        AccountStore accounts,
        IOptions<IdentityOptions> identity,
        ILogger<AccountStore> logger,
        CancellationToken cancellationToken)
    {
        var deleted = await accounts.DeleteAsync(http.User.ToOwner(), cancellationToken);
        LogDeleted(logger, deleted);
        if (identity.Value.Authority is not null)
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Ok<ClaimedRoadmaps>> ClaimAsync(
        ClaimsPrincipal person, AccountStore accounts, ILogger<AccountStore> logger, CancellationToken cancellationToken)
    {
        var count = await accounts.ClaimAsync(person.ToOwner(), cancellationToken);
        LogClaimed(logger, count);
        return TypedResults.Ok(new ClaimedRoadmaps(count));
    }

    private static Account AccountOf(ClaimsPrincipal person, RetentionOptions retention) => new(
        person.ToOwner().Id,
        person.Identity?.Name ?? "",
        person.IsInRole(Operators.Role),
        person.Identity?.AuthenticationType == LocalIdentityHandler.Name ? LocalIdentity.All : [],
        retention.Trash);

    [LoggerMessage(LogLevel.Information, "Deleted an account with {Count} roadmap(s).")]
    private static partial void LogDeleted(ILogger logger, int count);

    [LoggerMessage(LogLevel.Information, "An operator took over {Count} roadmap(s) without an owner.")]
    private static partial void LogClaimed(ILogger logger, int count);
}
