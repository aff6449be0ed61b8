namespace RoadmapAgent.Api.Html;

/// <summary>The HTML of the pages that only say something: they have no scripts.</summary>
internal static class PageText
{
    /// <summary>The media type of the pages.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>Where a browser goes after signing out; the authority knows this address.</summary>
    public const string SignedOutPath = "/signed-out.html";

    /// <summary>The answer to an address that does not exist.</summary>
    public static string NotFound { get; } = Notice(
        "Not found", "There is no such page", "The address may be misspelt, or what was here has been deleted.", "My roadmaps");

    /// <summary>The page after signing out.</summary>
    public static string SignedOut { get; } = Notice(
        "Signed out",
        "You are signed out",
        "If the service at which you sign in did not ask to sign you out as well, you may still be signed in there; sign out there if "
            + "others use this browser.",
        "Sign in again");

    /// <summary>Returns a page.</summary>
    /// <param name="title">The title, as HTML.</param>
    /// <param name="body">The body element.</param>
    /// <param name="styles">The paths of the stylesheets besides the theme.</param>
    public static string Of(string title, string body, params IEnumerable<string> styles) => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{title} · RoadmapAgent</title>
          <link rel="icon" href="data:,">
          {string.Join("\n  ", styles.Prepend("/styles/theme.css").Select(path => $"<link rel=\"stylesheet\" href=\"{path}\">"))}
        </head>
        {body}
        </html>

        """;

    private static string Notice(string title, string heading, string text, string link) => Of(
        title,
        $"""
        <body>
          <main>
            <h1>{heading}</h1>
            <p class="lead">{text}</p>
            <div class="actions"><a class="button primary" href="/">{link}</a></div>
          </main>
        </body>
        """,
        "/styles/layout.css",
        "/styles/controls.css");
}
