using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.Api.Identity;

/// <summary>Adds who is asking, and what they may ask for.</summary>
internal static class IdentityExtensions
{
    private const string Scheme = "Identity";

    // Reports that the keys are stored as they are: only the API's role may read their table.
    private const string KeyWarnings = "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager";

    /// <summary>Adds the schemes and the policies.</summary>
    /// <exception cref="OptionsValidationException">A setting is invalid, or the authority is missing outside Development.</exception>
    /// <returns>The settings.</returns>
    public static IdentityOptions AddIdentity(this WebApplicationBuilder builder)
    {
        var identity = builder.AddSettings<IdentityOptions>(IdentityOptions.Section);
        if (!builder.Environment.IsDevelopment())
        {
            Require(identity.Authority is not null, nameof(IdentityOptions.Authority), "the address of an OpenID Connect authority");
            Require(
                identity.AllowedHosts.Length > 0,
                nameof(IdentityOptions.AllowedHosts),
                "the names that users reach the API by, such as roadmaps.example");
        }

        var authentication = builder.Services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, displayName: null, options => options.ForwardDefaultSelector = Select)
            .AddScheme<OperatorKeyOptions, OperatorKeyHandler>(OperatorKeyHandler.Name, configureOptions: null);
        if (identity.Authority is null)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, LocalIdentityHandler>(LocalIdentityHandler.Name, configureOptions: null);
        }
        else
        {
            authentication.AddTokens(identity);
            authentication.AddPages(identity, isSecure: !builder.Environment.IsDevelopment());
        }

        builder.Services.AddExceptionHandler<AuthorityProblem>();
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Learners.Policy, policy => policy.RequireAuthenticatedUser().RequireClaim(Learners.OwnerClaim))
            .AddPolicy(Operators.Policy, policy => policy.RequireRole(Operators.Role));
        return identity;
    }

    /// <summary>Refuses requests that are not allowed from any caller. Call it before authentication.</summary>
    public static void UseIdentityChecks(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.Authority is null)
        {
            app.UseLoopbackOnly();
        }
        else
        {
            app.UseAllowedHosts();
        }

        app.UseSameOrigin();
    }

    /// <summary>Keeps the keys of the cookies in the database, if there are cookies. Requires the database.</summary>
    public static void AddKeyRing(this WebApplicationBuilder builder, IdentityOptions identity)
    {
        if (identity.Authority is null)
        {
            return;
        }

        builder.Services.AddDataProtection().SetApplicationName("roadmap-agent");
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, keys) => options.XmlRepository = keys);
        builder.Logging.AddFilter(KeyWarnings, LogLevel.Error);
    }

    private static void Require(bool isSet, string setting, string meaning)
    {
        if (!isSet)
        {
            throw new OptionsValidationException(
                IdentityOptions.Section,
                typeof(IdentityOptions),
                [$"{IdentityOptions.Section}:{setting} is required outside Development: {meaning}; see docs/identity.md."]);
        }
    }

    private static string Select(HttpContext context)
    {
        var services = context.RequestServices;
        var identity = services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        var operators = services.GetRequiredService<IOptionsMonitor<OperatorKeyOptions>>().Get(OperatorKeyHandler.Name);
        return OperatorKeyHandler.KeyOf(context.Request) is { } key && operators.Is(key) ? OperatorKeyHandler.Name
            : identity.Authority is null ? LocalIdentityHandler.Name
            : context.Request.Headers.Authorization.Count == 0 ? CookieAuthenticationDefaults.AuthenticationScheme
            : identity.Audience.Length > 0 && OperatorKeyHandler.IsBearer(context.Request) ? JwtBearerDefaults.AuthenticationScheme
            : OperatorKeyHandler.Name;
    }
}
