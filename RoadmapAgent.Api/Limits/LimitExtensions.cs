using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Limits;

/// <summary>Adds the limits of the server and of requests, with the framework's rate limiter.</summary>
internal static class LimitExtensions
{
    // It is not known when another stream will end.
    private static readonly TimeSpan StreamRetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Adds the limits.</summary>
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var options = builder.AddSettings<LimitOptions>(LimitOptions.Section);
        builder.AddServerLimits(options.Connections);
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddSingleton(new RequestLimits(options));
        builder.Services.AddSingleton(new RoadmapQuota(options.RoadmapsInProgress));
        builder.Services.AddSingleton(
            services => new WrongKeys(options.WrongKeysPerMinute, services.GetRequiredService<ILogger<WrongKeys>>()));
    }

    /// <summary>Limits the attempts of an address to be someone. Call it before authentication.</summary>
    public static void UseAddressLimits(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<WrongKeys>();
        app.UseRateLimiter(Options(app.Services.GetRequiredService<RequestLimits>().OfSignIns()));
        app.Use((context, next) => keys.Refuse(context) ?? CountUncheckedAsync(context, next));

        async Task CountUncheckedAsync(HttpContext context, RequestDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (AuthorityUnavailableException)
            {
                // It was no operators' key, and whether it is a token is not known.
                keys.Count(context);
                throw;
            }
        }
    }

    /// <summary>Limits what a person, or an address without one, may ask for. Call it after authentication.</summary>
    public static void UseRequestLimits(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<WrongKeys>();
        app.Use((context, next) =>
        {
            keys.Count(context);
            return next(context);
        });
        app.UseRateLimiter(Options(app.Services.GetRequiredService<RequestLimits>().OfPeople()));
    }

    private static RateLimiterOptions Options(PartitionedRateLimiter<HttpContext> limiter) => new()
    {
        GlobalLimiter = limiter,
        RejectionStatusCode = StatusCodes.Status429TooManyRequests,
        OnRejected = (rejected, _) => new(LimitProblem.WriteAsync(
            rejected.HttpContext,
            RequestLimits.LimitOf(rejected.HttpContext)!,
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : StreamRetryAfter)),
    };
}
