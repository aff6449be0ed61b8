using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Operations;

namespace RoadmapAgent.Api;

/// <summary>Serves the pages: the files of <c>wwwroot</c>, compressed and with entity tags, as the build has listed them.</summary>
internal static class Pages
{
    private const string Index = "index.html";
    private const string OperatorsFolder = "operations/";

    // Only our own scripts, styles, images and frames, even if malicious text gets into a page.
    private const string Policy = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Finds the files also where the API is started from its build output, in any environment.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // By default, files that have been added since the build are served as well, without the policy and the headers below.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }
    }

    /// <summary>Maps every file to its path and every <c>index.html</c> to its folder; those of the operators need their key.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/operations/runbook", (HttpResponse response) =>
        {
            Protect(response);
            return TypedResults.Content(Runbook.Html, "text/html; charset=utf-8");
        }).ExcludeFromDescription().RequireAuthorization(Operators.Policy);
        app.MapStaticAssets().Add(endpoint =>
        {
            var route = (RouteEndpointBuilder)endpoint;
            var path = route.RoutePattern.RawText!;
            if (Path.GetFileName(path) == Index)
            {
                route.RoutePattern = RoutePatternFactory.Parse(path[..^Index.Length]);
            }

            if (path.StartsWith(OperatorsFolder, StringComparison.Ordinal))
            {
                route.Metadata.Add(new AuthorizeAttribute(Operators.Policy));
            }

            var serve = route.RequestDelegate!;
            route.RequestDelegate = context =>
            {
                if (app.Environment.IsDevelopment())
                {
                    // The framework compares with the build's entity tag: a browser would keep a file that has been edited since.
                    context.Request.Headers.IfNoneMatch = default;
                    context.Request.Headers.IfModifiedSince = default;
                }

                Protect(context.Response);
                return serve(context);
            };
        });
    }

    private static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
