using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RoadmapAgent.Api.Html;

namespace RoadmapAgent.Api.Identity;

/// <summary>Lets people sign in at the authority, by authorization code with PKCE, and remembers them in a cookie.</summary>
internal static class AuthorityPages
{
    private const string Cookie = "roadmap-agent";

    /// <summary>The cookie outside Development: browsers accept it over https only, for this host only and for all its paths.</summary>
    public const string HostCookie = $"__Host-{Cookie}";

    // Chars. It travels in the cookie, and all headers of a request have 16 KiB.
    private const int LongestIdToken = 4_096;

    private static readonly TimeSpan Session = TimeSpan.FromHours(8);

    /// <summary>Adds the cookie and the sign-in.</summary>
    /// <param name="authentication">The schemes.</param>
    /// <param name="identity">The authority.</param>
    /// <param name="isSecure">Whether browsers reach the pages over https, as they must outside Development.</param>
    public static void AddPages(this AuthenticationBuilder authentication, IdentityOptions identity, bool isSecure) => authentication
        .AddCookie(options =>
        {
            options.Cookie.Name = isSecure ? HostCookie : Cookie;
            options.Cookie.Path = "/";
            Restrict(options.Cookie, isSecure);
            options.ExpireTimeSpan = Session;
            // By then it is noticed that the authority has locked someone out or withdrawn a role. The next sign-in needs no interaction
            // while the authority's own session lasts.
            options.SlidingExpiration = false;
            options.Events.OnRedirectToLogin = context => ChallengeAsync(context.HttpContext);
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        })
        .AddOpenIdConnect(options =>
        {
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Authority = identity.Authority!.AbsoluteUri;
            options.RequireHttpsMetadata = identity.Authority.Scheme == Uri.UriSchemeHttps;
            options.ClientId = identity.ClientId;
            options.ClientSecret = identity.ClientSecret.Length == 0 ? null : identity.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // A form that another site posts would not bring the cookies along.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            // Links of any site could end the session.
            options.RemoteSignOutPath = default;
            options.SignedOutCallbackPath = default;
            options.MapInboundClaims = false;
            options.DisableTelemetry = true;
            options.TokenValidationParameters.ValidAlgorithms = AuthorityTokens.Algorithms;
            Restrict(options.CorrelationCookie, isSecure);
            Restrict(options.NonceCookie, isSecure);
            if (isSecure)
            {
                (options.CorrelationCookie.Name, options.CorrelationCookie.Path) = ($"{HostCookie}-correlation.", "/");
                (options.NonceCookie.Name, options.NonceCookie.Path) = ($"{HostCookie}-nonce.", "/");
            }

            options.Events.OnTokenValidated = context =>
            {
                if (Claimed.PersonOf(context.Principal, CookieAuthenticationDefaults.AuthenticationScheme, identity) is { } person)
                {
                    context.Principal = person;
                    KeepIdToken(context);
                }
                else
                {
                    context.Fail(Claimed.NoSubject);
                }

                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = RefuseAsync;
        });

    /// <summary>Redirects the user to the authority, and back to a path afterwards.</summary>
    /// <exception cref="AuthorityUnavailableException">The authority does not answer.</exception>
    public static async Task SignInAsync(HttpContext context, string path)
    {
        try
        {
            await context.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new() { RedirectUri = path });
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
        {
            throw new AuthorityUnavailableException(e);
        }
    }

    /// <summary>Ends the session here.</summary>
    /// <returns>
    /// Where the browser goes to end the one at the authority, which sends it back to a page of ours; that page if the authority has no
    /// address for it, or does not answer.
    /// </returns>
    public static async Task<string> SignOutAsync(HttpContext context, OpenIdConnectOptions options)
    {
        var idToken = await context.GetTokenAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectParameterNames.IdToken);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (await EndSessionAddressAsync(options, context.RequestAborted) is not { Length: > 0 } address)
        {
            return PageText.SignedOutPath;
        }

        var (request, message) = (context.Request, new OpenIdConnectMessage { IssuerAddress = address, ClientId = options.ClientId });
        message.IdTokenHint = idToken;
        message.PostLogoutRedirectUri = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, PageText.SignedOutPath);
        return message.CreateLogoutRequestUrl();
    }

    private static async Task<string?> EndSessionAddressAsync(OpenIdConnectOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (await options.ConfigurationManager!.GetConfigurationAsync(cancellationToken)).EndSessionEndpoint;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>Keeps the id token in the session: the authority asks for it when its user signs out.</summary>
    private static void KeepIdToken(TokenValidatedContext context)
    {
        if (context.TokenEndpointResponse?.IdToken is { Length: <= LongestIdToken } idToken)
        {
            context.Properties!.StoreTokens([new() { Name = OpenIdConnectParameterNames.IdToken, Value = idToken }]);
        }
    }

    /// <summary>
    /// A browser that opens a page goes to the authority. Everything else gets 401; a machine is asked for the operators' key.
    /// </summary>
    private static Task ChallengeAsync(HttpContext context)
    {
        var mode = context.Request.Headers["Sec-Fetch-Mode"].ToString();
        var isPage = HttpMethods.IsGet(context.Request.Method)
            && (mode == "navigate"
                || (mode.Length == 0 && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)));
        if (isPage)
        {
            return SignInAsync(context, context.Request.PathBase + context.Request.Path + context.Request.QueryString);
        }

        if (mode.Length == 0 && IsForOperators(context))
        {
            return context.ChallengeAsync(OperatorKeyHandler.Name);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static bool IsForOperators(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == Operators.Policy) is true;

    private static void Restrict(CookieBuilder cookie, bool isSecure)
    {
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Reports that the sign-in failed; otherwise the failure would be an internal error.</summary>
    private static Task RefuseAsync(RemoteFailureContext context)
    {
        if (context.Failure?.GetBaseException() is HttpRequestException or IOException or TimeoutException)
        {
            throw new AuthorityUnavailableException(context.Failure);
        }

        context.HandleResponse();
        return TypedResults.Problem(
            "The authority did not confirm who you are, or too much time has passed. Open the start page to try again.",
            statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext);
    }
}
