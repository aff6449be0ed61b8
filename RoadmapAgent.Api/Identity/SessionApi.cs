using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.Api.Identity;

/// <summary>The endpoints by which people sign in and out; not for machines.</summary>
internal static class SessionApi
{
    private const string Start = "/";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>().Value.Authority is null)
        {
            return;
        }

        routes.MapGet("/sign-in", (HttpContext http, string? to) => AuthorityPages.SignInAsync(http, OwnPath(to)))
            .ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
    }

    /// <summary>
    /// Returns where a browser goes after the sign-in: to a local path only, so that no link can redirect to another site.
    /// </summary>
    internal static string OwnPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : Start;

    private static async Task<Ok<SignedOut>> SignOutAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> authority) =>
        TypedResults.Ok(new SignedOut(
            await AuthorityPages.SignOutAsync(http, authority.Get(OpenIdConnectDefaults.AuthenticationScheme))));
}
