using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

/// <summary>A real OpenID Connect authority (OpenIddict) that signs in the person it is told to, without asking.</summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Client = "pages";
    public const string Audience = "roadmaps";

    private readonly WebApplication _site;

    private Authority(WebApplication site, RsaSecurityKey key)
    {
        (_site, Key) = (site, key);
    }

    /// <summary>The address, which is the issuer of the tokens too.</summary>
    public string Address => _site.Urls.Single() + "/";

    /// <summary>The key that signs tokens at the moment.</summary>
    public RsaSecurityKey Key { get; private set; }

    /// <summary>Who signs in next, and what the authority says about them.</summary>
    public Dictionary<string, string> Person { get; set; } = new() { ["sub"] = "248289761001", ["name"] = "Jane Doe" };

    /// <summary>The subjects of the id tokens with which browsers have signed out; empty for one without.</summary>
    public List<string> SignedOut { get; } = [];

    public static async Task<Authority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var key = NewKey();
        Authority? authority = null;
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode();
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end-session");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes("profile");
            server.AddEphemeralEncryptionKey().AddSigningKey(key).DisableAccessTokenEncryption();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client)
                {
                    context.Reject("unauthorized_client");
                }

                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(_ => default));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
            server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                authority!.SignedOut.Add(context.IdentityTokenHintPrincipal?.FindFirst("sub")?.Value ?? "");
                context.SignOut();
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.SignIn(authority!.Principal(context.Request.GetScopes()));
                return default;
            }));
        });
        var site = builder.Build();
        authority = new(site, key);
        await site.StartAsync();
        return authority;
    }

    /// <summary>Replaces the key, as authorities do from time to time.</summary>
    public void RotateKey()
    {
        Key = NewKey();
        var credentials = _site.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.SigningCredentials;
        credentials.Clear();
        credentials.Add(new(Key, SecurityAlgorithms.RsaSha256));
    }

    /// <summary>A token as the authority signs it, with what a test makes different.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            NotBefore = DateTime.UtcNow.AddMinutes(-1),
            IssuedAt = DateTime.UtcNow.AddMinutes(-1),
            Expires = DateTime.UtcNow.AddMinutes(10),
            Claims = Person.ToDictionary(claim => claim.Key, claim => (object)claim.Value),
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    internal static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    private ClaimsPrincipal Principal(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(Person.Select(claim => new Claim(claim.Key, claim.Value)), "authority");
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity).SetScopes(scopes);
    }
}
