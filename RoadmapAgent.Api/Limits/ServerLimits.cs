using System.Globalization;
using Microsoft.AspNetCore.Http.Timeouts;

namespace RoadmapAgent.Api.Limits;

/// <summary>
/// Limits the size and the duration of requests, and the number of connections. HTTP/2 is spoken where a connection has TLS; without TLS
/// it cannot be negotiated.
/// </summary>
internal static class ServerLimits
{
    /// <summary>The name of the policy for requests that may take minutes, such as the export of everything a person has.</summary>
    public const string Long = "Long";

    // Longer than a wait for the database's gate, for the pooler and for a statement together.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOfLong = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // Twenty times the size of a goal of 500 characters with 50 technologies.
    private const long MaxRequestBodySize = 128 * 1024;

    // A session's cookie, those of a few sign-ins, and what a browser adds.
    private const int MaxRequestHeadersTotalSize = 16 * 1024;
    private const int MaxRequestHeaderCount = 64;

    private static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds the limits.</summary>
    /// <param name="builder">The API.</param>
    /// <param name="connections">The number of connections; 1 or more.</param>
    /// <param name="timeout">The time for a request; null for a minute.</param>
    public static void AddServerLimits(this WebApplicationBuilder builder, int connections, TimeSpan? timeout = null)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = connections;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxRequestHeadersTotalSize;
            kestrel.Limits.MaxRequestHeaderCount = MaxRequestHeaderCount;
            kestrel.Limits.RequestHeadersTimeout = RequestHeadersTimeout;
        });
        builder.Services.AddRequestTimeouts(timeouts =>
        {
            timeouts.DefaultPolicy = Policy(timeout ?? Longest);
            timeouts.AddPolicy(Long, Policy(LongestOfLong));
        });
    }

    private static RequestTimeoutPolicy Policy(TimeSpan timeout) => new()
    {
        Timeout = timeout,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = http =>
        {
            http.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return TypedResults.Problem(
                "The outcome is unknown. After Retry-After, check whether your change was applied before retrying.",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "The request took too long.").ExecuteAsync(http);
        },
    };
}
