using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>
/// Faults of every kind on the wire, chosen from a seed, while learners use the API: afterwards every roadmap ends by itself, no request
/// was answered with 500, and no message was dead-lettered.
/// </summary>
[Collection(OnFaultFleet.Name)]
public sealed class FaultTests(FaultFleet fleet) : FleetTest(fleet)
{
    private const int Learners = 6;
    private const int ManyRuns = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly ConcurrentBag<Guid> _roadmaps = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = new();
    private readonly ConcurrentBag<string> _defects = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2, Explicit = true)]
    public Task Every_roadmap_ends_by_itself_after_faults_on_the_wire(int seed) => RunAsync(new(seed, longest: 5));

    [Fact(Explicit = true)]
    public async Task Every_roadmap_ends_by_itself_after_many_runs_of_faults_on_the_wire()
    {
        KeepRunningFor(TimeSpan.FromHours(8));
        var first = Random.Shared.Next(1_000_000);
        for (var seed = first; seed < first + ManyRuns; seed++)
        {
            await RunAsync(new(seed));
        }
    }

    private async Task RunAsync(FaultPlan plan)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"Seed {plan.Seed}: {plan.Share:P0} of the requests meet a fault for {plan.Duration.TotalSeconds:0} s.");
        fleet.Proxy.Plan = plan;
        plan.Begin();
        using var faults = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        faults.CancelAfter(plan.Duration);
        await using var end = faults.Token.Register(plan.End);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Learners).Select(learner => UseAsync(learner, faults.Token)));
        }
        finally
        {
            plan.End();
        }

        output.WriteLine($"Answers: {string.Join(", ", _answers)}. Faults so far: {string.Join(", ", fleet.Proxy.Injected)}.");
        Assert.True(_defects.IsEmpty, $"Seed {plan.Seed}: {string.Join("; ", _defects.Take(5))}");
        await Task.WhenAll(_roadmaps.Select(id => EndAsync(id, plan.Seed)));
        await AssertNothingIsDeadAsync(plan.Seed);
        _roadmaps.Clear();
    }

    /// <summary>
    /// Creates, reads, reviews, cancels and retries roadmaps until the faults end. They end by themselves: where all requests meet one,
    /// no roadmap is accepted before.
    /// </summary>
    private async Task UseAsync(int learner, CancellationToken cancellationToken)
    {
        for (var n = 0; !cancellationToken.IsCancellationRequested; n++)
        {
            var id = await CreateAsync(skipReview: (learner + n) % 2 == 0, $"{Guid.NewGuid()}");
            _roadmaps.Add(id);
            await SendAsync(HttpMethod.Get, $"/api/roadmaps/{id}");
            await SendAsync(HttpMethod.Get, $"/api/roadmaps/{id}/export.md");
            await SendAsync(HttpMethod.Get, $"/api/roadmaps/{id}/logs");
            await SendAsync(HttpMethod.Get, "/api/roadmaps");
            await SendAsync(HttpMethod.Get, $"/api/roadmaps/{id}/events", headersOnly: true);
            await SendAsync(
                HttpMethod.Post, $"/api/roadmaps/{id}/review", new { approved = n % 3 != 0, feedback = "Less theory, please." });
            if (n % 4 == 3)
            {
                await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/cancel");
                await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/retry");
            }

            // A learner looks at the answer; the faults are what loads the fleet, not the learners.
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Creates a roadmap as a client should: after 503 again, with the same key, until it is accepted.</summary>
    private async Task<Guid> CreateAsync(bool skipReview, string key)
    {
        Guid? id = null;
        await Eventually.TrueAsync(Patience, () => "no roadmap was accepted", async () =>
        {
            var request = new { goal = "Learn SQL", currentLevel = "beginner", hoursPerWeek = 10, skipReview };
            var (status, body) = await SendAsync(HttpMethod.Post, "/api/roadmaps", request, key);
            id = status == HttpStatusCode.Accepted ? JsonDocument.Parse(body).RootElement.GetProperty("id").GetGuid() : null;
            return id is not null;
        });
        return id!.Value;
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpMethod method, string path, object? body = null, string? key = null, bool headersOnly = false)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await fleet.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        _answers.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
        var unavailable = response.StatusCode == HttpStatusCode.ServiceUnavailable;
        if (unavailable ? response.Headers.RetryAfter is null : (int)response.StatusCode >= 500)
        {
            _defects.Add($"{method} {path}: {(int)response.StatusCode}{(unavailable ? " without Retry-After" : "")}");
        }

        return (response.StatusCode, headersOnly ? "" : await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Waits until a roadmap ends; only its owner's decision may be needed.</summary>
    private async Task EndAsync(Guid id, int seed)
    {
        var status = "";
        await Eventually.TrueAsync(Patience, () => $"seed {seed}: roadmap {id} is {status}", async () =>
        {
            var (answer, body) = await SendAsync(HttpMethod.Get, $"/api/roadmaps/{id}");
            if (answer != HttpStatusCode.OK)
            {
                return false;
            }

            status = JsonDocument.Parse(body).RootElement.GetProperty("status").GetString()!;
            if (status == "human_review_pending")
            {
                await SendAsync(HttpMethod.Post, $"/api/roadmaps/{id}/review", new { approved = true });
            }

            return status is "completed" or "partial_failure" or "failed" or "cancelled";
        });
        Assert.True(status is "completed" or "cancelled", $"Seed {seed}: roadmap {id} is {status}.");
    }

    private async Task AssertNothingIsDeadAsync(int seed)
    {
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        foreach (var queue in Queues.ByWorker.Values)
        {
            Assert.True(
                await channel.MessageCountAsync(ErrorQueues.Of(queue), Cancellation) == 0, $"Seed {seed}: {queue} has dead messages.");
        }
    }
}
