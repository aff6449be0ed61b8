using System.Threading.RateLimiting;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Limits;

/// <summary>
/// Counts wrong operators' keys by address. Once there are too many, no key of the address is checked, so that an attacker does not learn
/// whether one of them was right.
/// </summary>
internal sealed partial class WrongKeys : IDisposable
{
    // A signed token begins with a JSON object in Base64. It is no guess at a key, and the authority's keys tell whether it is valid.
    private const string TokenStart = "eyJ";

    private readonly RequestLimit _limit;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;
    private readonly ILogger<WrongKeys> _logger;

    /// <summary>Creates the counter.</summary>
    /// <param name="perMinute">The number of wrong keys of an address per minute, after which no key is checked; 1 or more.</param>
    /// <param name="logger">Reports every wrong key that is counted.</param>
    public WrongKeys(int perMinute, ILogger<WrongKeys> logger)
    {
        _logger = logger;
        _limit = new(nameof(LimitOptions.WrongKeysPerMinute), perMinute, "wrong keys are accepted per address and minute");
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
            ClientAddress.Of(http.Connection.RemoteIpAddress),
            _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
    }

    /// <summary>Refuses a request with a key from an address that has sent too many wrong ones.</summary>
    /// <returns>Null if it is not refused.</returns>
    public Task? Refuse(HttpContext http)
    {
        if (!HasKey(http.Request))
        {
            return null;
        }

        using var left = _limiter.AttemptAcquire(http, permitCount: 0);
        return left.IsAcquired ? null
            : LimitProblem.WriteAsync(http, _limit, left.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero);
    }

    /// <summary>Counts the key of a request if it has authenticated no one.</summary>
    public void Count(HttpContext http)
    {
        if (HasKey(http.Request) && http.User.Identity?.IsAuthenticated is not true)
        {
            using var counted = _limiter.AttemptAcquire(http);
            LogWrongKey(ClientAddress.Of(http.Connection.RemoteIpAddress));
        }
    }

    public void Dispose() => _limiter.Dispose();

    private static bool HasKey(HttpRequest request) =>
        OperatorKeyHandler.KeyOf(request) is { } key && !key.StartsWith(TokenStart, StringComparison.Ordinal);

    [LoggerMessage(LogLevel.Warning, "A wrong operators' key was sent from {Address}.")]
    private partial void LogWrongKey(string address);
}
