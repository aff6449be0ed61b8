using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace RoadmapAgent.Api.Identity;

/// <summary>Accepts the authority's tokens in <c>Authorization: Bearer</c>.</summary>
internal static class AuthorityTokens
{
    /// <summary>
    /// The algorithms that tokens may be signed with: those with a private key. An algorithm with a shared secret would take the published
    /// key for the secret.
    /// </summary>
    public static IReadOnlyList<string> Algorithms { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Adds the scheme.</summary>
    public static void AddTokens(this AuthenticationBuilder authentication, IdentityOptions identity)
    {
        authentication.AddJwtBearer(options =>
        {
            options.Authority = identity.Authority!.AbsoluteUri;
            options.Audience = identity.Audience;
            options.RequireHttpsMetadata = identity.Authority.Scheme == Uri.UriSchemeHttps;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidAlgorithms = Algorithms;
            options.TokenValidationParameters.ClockSkew = ClockSkew;
            options.Events = new()
            {
                OnTokenValidated = context =>
                {
                    if (Claimed.PersonOf(context.Principal, context.Scheme.Name, identity) is { } person)
                    {
                        context.Principal = person;
                    }
                    else
                    {
                        context.Fail(Claimed.NoSubject);
                    }

                    return Task.CompletedTask;
                },
                OnAuthenticationFailed = RequireAuthorityAsync,
            };
        });
        // Otherwise a key that the authority has withdrawn would be accepted for an hour after the new ones have been fetched.
        authentication.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            options => ((BaseConfigurationManager)options.ConfigurationManager!).UseLastKnownGoodConfiguration = false);
    }

    /// <summary>
    /// A token that cannot be checked because the keys could not be fetched may be valid. Once fetched, the keys are cached.
    /// </summary>
    private static async Task RequireAuthorityAsync(AuthenticationFailedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new AuthorityUnavailableException(e);
        }
    }
}
