using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;
using RoadmapAgent.Api.Html;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Operations;

namespace RoadmapAgent.Api;

/// <summary>Serves the pages: the files of <c>wwwroot</c>, compressed and with entity tags, as the build has listed them.</summary>
internal static class Pages
{
    private const string Index = "index.html";
    private const string OperatorsFolder = "operations/";

    /// <summary>Finds the files also where the API is started from its build output, in any environment.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // By default, files that have been added since the build are served as well.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }
    }

    /// <summary>Maps every file to its path and every <c>index.html</c> to its folder; those of the operators need their key.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/operations/runbook", () => TypedResults.Content(Runbook.Html, PageText.ContentType))
            .ExcludeFromDescription().RequireAuthorization(Operators.Policy);
        app.MapGet(PageText.SignedOutPath, () => TypedResults.Content(PageText.SignedOut, PageText.ContentType)).ExcludeFromDescription();
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

                return serve(context);
            };
        });
    }
}
