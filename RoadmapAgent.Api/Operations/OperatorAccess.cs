using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.Api.Operations;

/// <summary>Outside Development an operator has to present the key; without one these routes are closed.</summary>
internal sealed class OperatorAccess(IHostEnvironment environment, IOptions<OperationsOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (environment.IsDevelopment() || IsOperator(context.HttpContext.Request.Headers.Authorization.ToString()))
        {
            return await next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = Scheme.Trim();
        return TypedResults.Problem("Operators present their key as 'Authorization: Bearer …'; it is set with Operations:Key.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private bool IsOperator(string authorization) =>
        options.Value.Key.Length > 0
        && authorization.StartsWith(Scheme, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key)));
}
