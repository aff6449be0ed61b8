using Microsoft.AspNetCore.Diagnostics;
using RoadmapAgent.Api.Html;

namespace RoadmapAgent.Api;

/// <summary>Answers a browser that opens an address which does not exist with a page; everything else gets a problem.</summary>
internal static class NotFoundPage
{
    /// <summary>Writes the body of an error response that has none.</summary>
    /// <param name="context">The response.</param>
    public static async Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (IsOpened(http))
        {
            http.Response.ContentType = PageText.ContentType;
            http.Response.Headers.Vary = "Accept";
            await http.Response.WriteAsync(PageText.NotFound, http.RequestAborted);
            return;
        }

        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(
            new() { HttpContext = http, ProblemDetails = { Status = http.Response.StatusCode } });
    }

    // A browser names the type of a page; clients of the API do not, or accept anything.
    private static bool IsOpened(HttpContext http) => http.Response.StatusCode == StatusCodes.Status404NotFound
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && !http.Request.Path.StartsWithSegments("/api")
        && http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
