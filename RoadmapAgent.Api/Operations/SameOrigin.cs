namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Refuses what another site's page makes a browser send: a browser sends an operator's key along with every request, whatever caused it.
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOwn(context.HttpContext.Request)
            ? await next(context)
            : TypedResults.Problem(
                "This request comes from a page of another site.", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>Whether a request comes from our own page, or from no page at all.</summary>
    internal static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        // A reverse proxy may end TLS, so the scheme does not count.
        return (site.Length == 0 || site is "same-origin" or "none")
            && (origin.Length == 0
                || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                    && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));
    }
}
