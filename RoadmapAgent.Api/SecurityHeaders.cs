using Scalar.AspNetCore;

namespace RoadmapAgent.Api;

/// <summary>Tells browsers what our answers may do and who may use them. There is no CORS: no other site's page may read them.</summary>
internal static class SecurityHeaders
{
    // Only our own scripts, styles, images and frames, even if malicious text gets into a page.
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // The reference is a page of a library, with styles within it, and one script, which carries the answer's nonce.
    private const string ReferencePolicy =
        $"{Policy}; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; script-src 'self'";

    private const string Data = "/api";

    // Long enough for browsers' lists of sites that are never asked without TLS.
    private static readonly TimeSpan SecureTransport = TimeSpan.FromDays(365);

    /// <summary>Adds what the headers need.</summary>
    public static void AddSecurityHeaders(this WebApplicationBuilder builder) =>
        builder.Services.AddHsts(hsts => hsts.MaxAge = SecureTransport);

    /// <summary>Adds the headers to every answer, whatever makes it. Call it first.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // Last, because the handler of exceptions removes the headers there are.
            context.Response.OnStarting(() =>
            {
                Add(context);
                return Task.CompletedTask;
            });
            return next(context);
        });
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
    }

    private static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce
            ? $"{ReferencePolicy} 'nonce-{nonce}'"
            : Policy;
        headers.XContentTypeOptions = "nosniff";
        // For browsers that do not know frame-ancestors.
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0 && context.Request.Path.StartsWithSegments(Data))
        {
            headers.CacheControl = "no-store";
        }
    }
}
