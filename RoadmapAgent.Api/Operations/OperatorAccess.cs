using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.Api.Operations;

/// <summary>Requires the operators' key outside Development; if no key is set, these routes are closed there.</summary>
internal sealed class OperatorAccess(IHostEnvironment environment, IOptions<OperationsOptions> options) : IEndpointFilter
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (environment.IsDevelopment() || IsKey(Presented(context.HttpContext.Request.Headers.Authorization.ToString())))
        {
            return await next(context);
        }

        // Makes a browser prompt for the key and send it with the page's own requests as well.
        context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"operators\", charset=\"UTF-8\"";
        return TypedResults.Problem(
            "Send the operators' key as a bearer token or as the password of any user; it is set with Operations:Key.",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    private bool IsKey(string? presented) =>
        presented is not null && options.Value.Key.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key)));

    private static string? Presented(string authorization)
    {
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..];
        }

        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var credentials = Encoding.UTF8.GetString(Convert.FromBase64String(authorization[Basic.Length..]));
            return credentials[(credentials.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
