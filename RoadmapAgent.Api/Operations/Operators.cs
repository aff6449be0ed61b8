using Microsoft.AspNetCore.Authentication;

namespace RoadmapAgent.Api.Operations;

/// <summary>The policy for the operators' routes.</summary>
internal static class Operators
{
    /// <summary>The name of the policy.</summary>
    public const string Policy = "Operators";

    /// <summary>The role that the policy requires.</summary>
    public const string Role = "operator";

    /// <summary>Adds the policy and the scheme that satisfies it.</summary>
    public static void AddOperators(this IServiceCollection services)
    {
        services.AddAuthentication(OperatorKeyHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, OperatorKeyHandler>(OperatorKeyHandler.Name, configureOptions: null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireRole(Role));
    }
}
