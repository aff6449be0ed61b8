using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.Api.Identity;

/// <summary>Adds who is asking, and what they may ask for.</summary>
internal static class IdentityExtensions
{
    private const string Scheme = "Identity";

    /// <summary>Adds the schemes and the policies.</summary>
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var isLocal = builder.Environment.IsDevelopment();
        builder.Services.AddAuthentication(Scheme)
            .AddPolicyScheme(
                Scheme, displayName: null, options => options.ForwardDefaultSelector = context => Select(context, isLocal))
            .AddScheme<OperatorKeyOptions, OperatorKeyHandler>(OperatorKeyHandler.Name, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, LocalIdentityHandler>(LocalIdentityHandler.Name, configureOptions: null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Learners.Policy, policy => policy.RequireAuthenticatedUser().RequireClaim(Learners.OwnerClaim))
            .AddPolicy(Operators.Policy, policy => policy.RequireRole(Operators.Role));
    }

    /// <summary>Finds out who is asking, and refuses what they may not ask for.</summary>
    public static void UseIdentity(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.UseLoopbackOnly();
        }

        app.UseSameOrigin();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static string Select(HttpContext context, bool isLocal)
    {
        var operators = context.RequestServices.GetRequiredService<IOptionsMonitor<OperatorKeyOptions>>().Get(OperatorKeyHandler.Name);
        return isLocal && (OperatorKeyHandler.KeyOf(context.Request) is not { } key || !operators.Is(key))
            ? LocalIdentityHandler.Name
            : OperatorKeyHandler.Name;
    }
}
