using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>Asks a fleet for roadmaps, and waits until they are written.</summary>
internal static class RoadmapClient
{
    private const string Goal = "Become a .NET backend developer";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Requests roadmaps at once; returns their ids.</summary>
    public static async Task<Guid[]> CreateAsync(BenchFleet fleet, int count, bool skipReview, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = fleet.Address("api") };
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => CreateAsync(client, skipReview, cancellationToken)));
    }

    /// <summary>Waits until all of them have this status.</summary>
    public static async Task WaitAsync(BenchFleet fleet, Guid[] ids, string status, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT count(*) FROM roadmap.roadmaps WHERE id = ANY ($1) AND status = $2";
        const string Failed = "SELECT count(*) FROM roadmap.roadmaps WHERE id = ANY ($1) AND status IN ('failed', 'partial_failure')";
        while (await fleet.ReadAsync<long>(Sql, cancellationToken, ids, status) < ids.Length)
        {
            if (await fleet.ReadAsync<long>(Failed, cancellationToken, [ids]) is > 0 and var failed)
            {
                throw new InvalidOperationException($"{failed} of {ids.Length} roadmaps have failed.");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Waits until nothing is left to be sent, and no further execution log has been stored for two seconds.</summary>
    public static async Task SettleAsync(BenchFleet fleet, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT (SELECT count(*) FROM roadmap.outbox) + (SELECT count(*) FROM roadmap.execution_logs)";
        var (before, now) = (-1L, 0L);
        while (before != now)
        {
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            now = await fleet.ReadAsync<long>(Sql, cancellationToken);
        }
    }

    // An API that has no capacity at the moment says so, and when to come back; with the same key the roadmap is created once.
    private static async Task<Guid> CreateAsync(HttpClient client, bool skipReview, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roadmaps")
            {
                Content = JsonContent.Create(new { goal = Goal, currentLevel = "beginner", hoursPerWeek = 10, skipReview }),
                Headers = { { "Idempotency-Key", key } },
            };
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.StatusCode is not HttpStatusCode.ServiceUnavailable)
            {
                response.EnsureSuccessStatusCode();
                return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetGuid();
            }

            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
        }
    }
}
