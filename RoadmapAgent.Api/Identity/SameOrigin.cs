namespace RoadmapAgent.Api.Identity;

/// <summary>
/// Refuses changes that another site's page makes a browser request: a browser sends cookies and keys along with every request, whatever
/// caused it.
/// </summary>
internal static class SameOrigin
{
    private static readonly string[] Safe = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, HttpMethods.Trace];

    /// <summary>Refuses every request that may change something and comes from another site's page.</summary>
    public static void UseSameOrigin(this WebApplication app) => app.Use((context, next) =>
        Safe.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase) || IsOwn(context.Request)
            ? next(context)
            : TypedResults.Problem("This request comes from a page of another site.", statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(context));

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
