using Microsoft.AspNetCore.Http.Timeouts;
using RoadmapAgent.Api.Limits;

namespace RoadmapAgent.Api;

/// <summary>Conventions of the endpoints that answer with server-sent events.</summary>
internal static class EventStreams
{
    /// <summary>
    /// Lets the stream last, counts it among those that are open, and adds the headers that keep proxies from holding events back: nginx
    /// buffers answers without <c>X-Accel-Buffering: no</c>
    /// (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering), and a proxy that compresses collects them, which
    /// <c>no-transform</c> forbids.
    /// </summary>
    public static RouteHandlerBuilder WithEventStream(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .WithMetadata(RequestKind.EventStream, new DisableRequestTimeoutAttribute())
        .AddEndpointFilter((context, next) =>
        {
            var response = context.HttpContext.Response;
            // Last, because the framework's own result replaces the header.
            response.OnStarting(() =>
            {
                if (response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) is true)
                {
                    response.Headers.CacheControl = "no-cache, no-store, no-transform";
                    response.Headers["X-Accel-Buffering"] = "no";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
}
