using System.Security.Claims;
using System.Threading.RateLimiting;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Limits;

/// <summary>
/// Decides which limit a request counts against, and for whom: for the person, or for the address if there is no person.
/// </summary>
/// <param name="options">The limits.</param>
internal sealed class RequestLimits(LimitOptions options)
{
    // Of people. The description of the API is made for every request; files of the pages cost next to nothing.
    private static readonly PathString[] Counted = ["/api", "/openapi"];

    // The page that starts a sign-in, and the one that the authority redirects to.
    private static readonly PathString[] SignInPaths = ["/sign-in", "/signin-oidc"];

    private readonly RequestLimit _creations = new(
        nameof(options.CreationsPerMinute), options.CreationsPerMinute, "roadmaps may be created per person and minute");

    private readonly RequestLimit _changes = new(
        nameof(options.ChangesPerMinute),
        options.ChangesPerMinute,
        "requests that may change something are accepted per person and minute");

    private readonly RequestLimit _reads = new(
        nameof(options.ReadsPerMinute), options.ReadsPerMinute, "requests that read are accepted per person and minute");

    private readonly RequestLimit _streams = new(
        nameof(options.StreamsAtOnce), options.StreamsAtOnce, "event streams may be open at once per person");

    private readonly RequestLimit _exports = new(
        nameof(options.ExportsAtOnce), options.ExportsAtOnce, "exports and searches may run at once per person");

    private readonly RequestLimit _anonymous = new(
        nameof(options.AnonymousPerMinute),
        options.AnonymousPerMinute,
        "requests without a user are accepted per address and minute");

    private readonly RequestLimit _signIns = new(
        nameof(options.SignInsPerMinute), options.SignInsPerMinute, "requests to sign in are accepted per address and minute");

    /// <summary>
    /// Limits authenticated and anonymous requests. An event stream counts for as long as it is open, an export until it has been sent.
    /// </summary>
    public PartitionedRateLimiter<HttpContext> OfPeople() => PartitionedRateLimiter.CreateChained(
        Create(RateOf, PerMinute), Create(NumberOf, AtOnce));

    /// <summary>Limits the requests by which users sign in.</summary>
    public PartitionedRateLimiter<HttpContext> OfSignIns() =>
        Create(http => SignInPaths.Any(path => http.Request.Path.Equals(path)) ? _signIns : null, PerMinute);

    /// <summary>The limit that a request was counted against last: the one that has refused it, if one has.</summary>
    public static RequestLimit? LimitOf(HttpContext http) => http.Items[typeof(RequestLimit)] as RequestLimit;

    private RequestLimit? RateOf(HttpContext http) =>
        OwnerOf(http) is null ? _anonymous
        : !Counted.Any(path => http.Request.Path.StartsWithSegments(path)) ? null
        : Is(http, RequestKind.Creation) ? _creations
        : HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? _reads
        : _changes;

    private RequestLimit? NumberOf(HttpContext http) =>
        Is(http, RequestKind.EventStream) ? _streams
        : Is(http, RequestKind.Export) ? _exports
        : null;

    private static PartitionedRateLimiter<HttpContext> Create(
        Func<HttpContext, RequestLimit?> choose,
        Func<(string Setting, string Whose), int, RateLimitPartition<(string Setting, string Whose)>> partition) =>
        PartitionedRateLimiter.Create<HttpContext, (string Setting, string Whose)>(http =>
        {
            if (choose(http) is not { } limit)
            {
                return RateLimitPartition.GetNoLimiter(("", ""));
            }

            http.Items[typeof(RequestLimit)] = limit;
            var whose = OwnerOf(http) ?? ClientAddress.Of(http.Connection.RemoteIpAddress);
            return partition((limit.Setting, whose), limit.Permits);
        });

    // A minute's requests at once, and then one whenever its time has passed.
    private static RateLimitPartition<(string Setting, string Whose)> PerMinute((string Setting, string Whose) key, int permits) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / permits,
        });

    private static RateLimitPartition<(string Setting, string Whose)> AtOnce((string Setting, string Whose) key, int permits) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = permits });

    private static string? OwnerOf(HttpContext http) => http.User.FindFirstValue(Learners.OwnerClaim);

    private static bool Is(HttpContext http, RequestKind kind) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RequestKind>() is { } actual && actual == kind;
}
