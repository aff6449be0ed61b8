using System.Diagnostics;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>
/// The proof that faults lose nothing: people use the fleet steadily while everything is killed, frozen, refused and filled, one fault
/// after the other, and afterwards everything that was accepted is found, once.
/// </summary>
[Collection(OnSuiteFleet.Name)]
public sealed class FaultSuiteTests(SuiteFleet fleet) : FleetTest(fleet)
{
    private const int LearnersOfEach = 2;

    private static readonly string ReportFile = Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..", "artifacts", "faults.md");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly string[] Identities = ["ada", "grace"];

    // Once the load has ended.
    private static ParallelOptions AtOnce => new() { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation };

    private readonly Ledger _ledger = new();
    private readonly List<SuiteRow> _rows = [];

    [Fact(Explicit = true)]
    public async Task Nothing_that_was_accepted_is_lost_doubled_or_stuck()
    {
        var settings = SuiteSettings.Read();
        KeepRunningFor(TimeSpan.FromMinutes(settings.Minutes) + TimeSpan.FromHours(1));
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {settings.Seed}, {settings.Minutes} min.");
        var random = new Random(settings.Seed);
        var clients = Identities.ToDictionary(identity => identity, identity => new LearnerClient(fleet.ClientOf(identity), _ledger));
        var limits = new LimitWatch(fleet, _ledger);
        using var load = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = limits.RunAsync(load.Token);
        var loading = Identities
            .SelectMany(identity => Enumerable.Repeat(identity, LearnersOfEach))
            .Select(identity => new Learner(identity, clients[identity], _ledger, new(random.Next())).RunAsync(load.Token))
            .ToList();
        try
        {
            await InjectAsync(settings, random, clients["ada"]);
        }
        finally
        {
            await load.CancelAsync();
        }

        var watchers = (await Task.WhenAll(loading)).SelectMany(own => own).ToList();
        await watching;
        await EndAsync(clients);
        var inspection = new FleetInspection(fleet, _ledger);
        await CatchUpAsync(watchers, inspection);
        foreach (var wrong in (IEnumerable<string>)[.. await inspection.ListUnfinishedAsync(Patience), .. await inspection.RunAsync()])
        {
            _ledger.Defects.Add(wrong);
        }

        await AssertListsAsync(clients);
        var report = SuiteReport.Of(settings, _rows, _ledger, limits);
        TestContext.Current.TestOutputHelper!.WriteLine(report);
        await File.AppendAllTextAsync(ReportFile, report + Environment.NewLine, Cancellation);
        Assert.True(_ledger.Defects.IsEmpty, string.Join(Environment.NewLine, _ledger.Defects.Take(20)));
        Assert.True(limits.Samples > 0);
    }

    /// <summary>Injects one fault after the other, every kind once before any comes again.</summary>
    private async Task InjectAsync(SuiteSettings settings, Random random, LearnerClient client)
    {
        SuiteFault[] faults = [.. new SuiteFaults(fleet, random).All()];
        var clock = Stopwatch.StartNew();
        for (var n = 0; clock.Elapsed < TimeSpan.FromMinutes(settings.Minutes); n++)
        {
            if (n % faults.Length == 0)
            {
                random.Shuffle(faults);
            }

            var fault = faults[n % faults.Length];
            TestContext.Current.TestOutputHelper!.WriteLine($"{clock.Elapsed:mm\\:ss} {fault.Kind}");
            await fault.InjectAsync(Cancellation);
            var recovery = Stopwatch.StartNew();
            await RecoverAsync(fault.Kind, client);
            _rows.Add(new(fault.Kind, recovery.Elapsed));
        }
    }

    /// <summary>Waits until every resource runs and is healthy, and a roadmap is written from beginning to end.</summary>
    private async Task RecoverAsync(string kind, LearnerClient client)
    {
        var processes = new FleetProcesses(fleet);
        var unhealthy = "";
        await Eventually.TrueAsync(Patience, () => $"{unhealthy} did not recover from '{kind}'", async () =>
        {
            foreach (var resource in FleetProcesses.All)
            {
                unhealthy = resource;
                var health = await HealthOfAsync(resource, kind);
                if (health.Snapshot.HealthStatus != Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
                    || (await processes.OfAsync(resource, Cancellation)).Count == 0)
                {
                    return false;
                }
            }

            return true;
        });

        var key = $"{Guid.NewGuid()}";
        Promise? promise = null;
        await Eventually.TrueAsync(Patience, () => $"no roadmap was written after '{kind}'", async () =>
        {
            if (promise is null)
            {
                var request = new { goal = "Play the hurdy-gurdy", currentLevel = "beginner", hoursPerWeek = 5, skipReview = true };
                if (await client.SendAsync(HttpMethod.Post, "/api/roadmaps", request, Cancellation, key)
                    is (HttpStatusCode.Accepted or HttpStatusCode.OK, var accepted))
                {
                    promise = new(accepted.GetProperty("id").GetGuid(), Identities[0], key);
                    _ledger.Promises[promise.Id] = promise;
                }
            }

            return promise is not null
                && await client.SendAsync(HttpMethod.Get, $"/api/roadmaps/{promise.Id}", null, Cancellation)
                    is (HttpStatusCode.OK, var roadmap)
                && roadmap.GetProperty("status").GetString() is "completed" or "partial_failure" or "failed";
        });
    }

    private async Task<ResourceEvent> HealthOfAsync(string resource, string kind)
    {
        try
        {
            return await fleet.Application.ResourceNotifications
                .WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, Cancellation)
                .WaitAsync(Patience, Cancellation);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"'{resource}' was not healthy {Patience.TotalMinutes} minutes after '{kind}'.", e);
        }
    }

    /// <summary>Approves every plan that waits for its owner, until every roadmap has ended by itself.</summary>
    private Task EndAsync(Dictionary<string, LearnerClient> clients) => Parallel.ForEachAsync(
        _ledger.Promises.Values.Where(promise => !promise.Deleted), AtOnce, async (promise, cancellationToken) =>
        {
            var (client, path, status) = (clients[promise.Owner], $"/api/roadmaps/{promise.Id}", "");
            await Eventually.TrueAsync(Patience, () => $"roadmap {promise.Id} is stuck: {status}", async () =>
            {
                switch (await client.SendAsync(HttpMethod.Get, path, null, cancellationToken))
                {
                    case (HttpStatusCode.NotFound, _):
                        return true;
                    case (HttpStatusCode.OK, var roadmap):
                        status = roadmap.GetProperty("status").GetString()!;
                        if (status == "human_review_pending")
                        {
                            await client.SendAsync(HttpMethod.Post, $"{path}/review", new { approved = true }, cancellationToken);
                        }

                        return status is "completed" or "partial_failure" or "failed" or "cancelled";
                    default:
                        return false;
                }
            });
        });

    private static Task CatchUpAsync(List<Watcher> watchers, FleetInspection inspection) =>
        Parallel.ForEachAsync(watchers, AtOnce, async (watcher, cancellationToken) =>
        {
            if (await inspection.LastEventAsync(watcher.Promise.Id) is { } last)
            {
                await watcher.CatchUpAsync(last, cancellationToken).WaitAsync(Patience, cancellationToken);
            }
        });

    /// <summary>Everybody's list has one's own roadmaps and nobody else's.</summary>
    private async Task AssertListsAsync(Dictionary<string, LearnerClient> clients)
    {
        foreach (var (identity, client) in clients)
        {
            string? next = "/api/roadmaps?limit=100";
            while (next is not null)
            {
                var (_, page) = Assert.NotNull(await client.SendAsync(HttpMethod.Get, next, null, Cancellation));
                foreach (var id in page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()))
                {
                    if (_ledger.Promises.TryGetValue(id, out var promise) && promise.Owner != identity)
                    {
                        _ledger.Defects.Add($"{identity} sees roadmap {id} of {promise.Owner}");
                    }
                }

                next = page.GetProperty("next").GetString() is { } after ? $"/api/roadmaps?limit=100&after={after}" : null;
            }
        }
    }
}
