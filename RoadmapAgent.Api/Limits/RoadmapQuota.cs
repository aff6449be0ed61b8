using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Limits;

/// <summary>How many roadmaps a person may have in progress.</summary>
/// <param name="limit">The number; 1 or more.</param>
internal sealed class RoadmapQuota(int limit)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly RequestLimit _limit = new(
        nameof(LimitOptions.RoadmapsInProgress),
        limit,
        "roadmaps of a person may be in progress, those that wait for a review included; let one end, cancel or delete one");

    /// <summary>The number of roadmaps; 1 or more.</summary>
    public int Limit { get; } = limit;

    /// <summary>Returns the answer to a request for one more.</summary>
    public ProblemHttpResult Refuse(HttpContext http) => LimitProblem.Of(http, _limit, "Too many roadmaps in progress.", RetryAfter);
}
