namespace RoadmapAgent.Api;

/// <summary>Serves a page and the files next to it, as they are when the process starts.</summary>
internal static class Pages
{
    private const string Index = "index.html";

    // Only our own scripts, styles, images and frames, even if malicious text gets into a page.
    private const string Policy = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
    };

    /// <summary>Maps a page.</summary>
    /// <param name="app">The API.</param>
    /// <param name="path">The page's path; its files are mapped below it.</param>
    /// <param name="folder">The folder of the files in <c>wwwroot</c>.</param>
    public static RouteGroupBuilder MapPage(this WebApplication app, string path, string folder)
    {
        var page = app.MapGroup(path).ExcludeFromDescription();
        foreach (var file in new DirectoryInfo(Path.Combine(app.Environment.WebRootPath, folder)).EnumerateFiles())
        {
            page.MapGet(file.Name == Index ? "" : file.Name, (HttpResponse response) =>
            {
                response.Headers.ContentSecurityPolicy = Policy;
                response.Headers.XContentTypeOptions = "nosniff";
                response.Headers.CacheControl = "no-cache";
                return TypedResults.PhysicalFile(file.FullName, MediaTypes[file.Extension], lastModified: file.LastWriteTimeUtc);
            });
        }

        return page;
    }
}
