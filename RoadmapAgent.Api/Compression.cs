namespace RoadmapAgent.Api;

/// <summary>Compresses what learners read: a plan or a tutorial shrinks to a quarter.</summary>
internal static class Compression
{
    // Not event streams, whose events would be collected.
    private static readonly string[] Types =
        ["application/json", "application/problem+json", "text/html", "text/markdown"];

    /// <summary>Adds the framework's compression.</summary>
    public static void AddCompression(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(compression =>
    {
        // Over HTTPS, the size of an answer could tell a secret in it next to a text of the attacker (BREACH). Where this is used there is
        // no secret.
        compression.EnableForHttps = true;
        compression.MimeTypes = Types;
    });

    /// <summary>Compresses the answers below a path. Operators' answers are not compressed.</summary>
    public static void UseCompression(this WebApplication app, PathString path) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(path), branch => branch.UseResponseCompression());
}
