using System.Net;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>
/// Somebody who creates roadmaps and does with them all that the API offers: reviews, retries, cancels, regenerates, answers quizzes,
/// marks, exports, deletes, restores, and watches every third.
/// </summary>
/// <param name="identity">Who it is.</param>
/// <param name="client">Sends the requests.</param>
/// <param name="ledger">Where accepted roadmaps are entered.</param>
/// <param name="random">Chooses what to do.</param>
internal sealed class Learner(string identity, LearnerClient client, Ledger ledger, Random random)
{
    private const int Remembered = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);
    private static readonly int[] FirstOption = [0];
    private static readonly string[] Pieces = ["tutorial", "resources", "quiz"];
    private readonly List<Promise> _own = [];
    private readonly List<Watcher> _watchers = [];

    /// <summary>Creates and uses roadmaps until it is cancelled; returns its watchers.</summary>
    public async Task<IReadOnlyList<Watcher>> RunAsync(CancellationToken cancellationToken)
    {
        var watching = new List<Task>();
        try
        {
            for (var n = 0; ; n++)
            {
                var promise = await CreateAsync(cancellationToken);
                _own.Add(promise);
                if (n % 3 == 0)
                {
                    var watcher = new Watcher(client.Http, promise, ledger);
                    _watchers.Add(watcher);
                    watching.Add(watcher.FollowAsync(cancellationToken));
                }

                await UseAsync(_own[random.Next(int.Max(0, _own.Count - Remembered), _own.Count)], cancellationToken);
                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The load has ended.
        }

        await Task.WhenAll(watching);
        return _watchers;
    }

    /// <summary>Asks with the same key until the roadmap is accepted, even after the load has ended: a key is a promise as well.</summary>
    private async Task<Promise> CreateAsync(CancellationToken cancellationToken)
    {
        var (key, skipReview) = ($"{Guid.NewGuid()}", random.Next(2) == 0);
        var request = new { goal = "Play the hurdy-gurdy", currentLevel = "beginner", hoursPerWeek = 5, skipReview };
        while (true)
        {
            var answer = await client.SendAsync(HttpMethod.Post, "/api/roadmaps", request, CancellationToken.None, key);
            if (answer is (HttpStatusCode.Accepted or HttpStatusCode.OK, var body))
            {
                var promise = new Promise(body.GetProperty("id").GetGuid(), identity, key);
                if (!ledger.Promises.TryAdd(promise.Id, promise))
                {
                    ledger.Defects.Add($"Two keys were answered with roadmap {promise.Id}");
                }

                cancellationToken.ThrowIfCancellationRequested();
                return promise;
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task UseAsync(Promise promise, CancellationToken cancellationToken)
    {
        var path = $"/api/roadmaps/{promise.Id}";
        if (await client.SendAsync(HttpMethod.Get, path, null, cancellationToken) is not (HttpStatusCode.OK, var roadmap))
        {
            return;
        }

        switch (roadmap.GetProperty("status").GetString())
        {
            case "human_review_pending":
                var approved = random.Next(3) != 0;
                var review = new { approved, feedback = approved ? null : "Less theory, please." };
                await client.SendAsync(HttpMethod.Post, $"{path}/review", review, cancellationToken);
                break;
            case "pending" or "processing" when random.Next(5) == 0:
                await client.SendAsync(HttpMethod.Post, $"{path}/cancel", null, cancellationToken);
                break;
            case "pending" or "processing" when random.Next(10) == 0:
                await DeleteAsync(promise, path, cancellationToken);
                break;
            case "failed" or "cancelled" or "partial_failure":
                promise.Resumed = true;
                await client.SendAsync(HttpMethod.Post, $"{path}/retry", null, cancellationToken);
                break;
            case "completed":
                await LearnAsync(promise, path, cancellationToken);
                break;
        }
    }

    private async Task LearnAsync(Promise promise, string path, CancellationToken cancellationToken)
    {
        const string Concept = "c-1-1-1";
        switch (random.Next(6))
        {
            case 0:
                promise.Resumed = true;
                var piece = Pieces[random.Next(Pieces.Length)];
                await client.SendAsync(HttpMethod.Post, $"{path}/concepts/{Concept}/{piece}/regenerate", null, cancellationToken);
                break;
            case 1:
                if (await client.SendAsync(HttpMethod.Get, $"{path}/concepts/{Concept}", null, cancellationToken)
                    is (HttpStatusCode.OK, var concept) && concept.GetProperty("quiz") is { ValueKind: JsonValueKind.Array } quiz)
                {
                    var answers = quiz.EnumerateArray().Select(_ => FirstOption).ToArray();
                    await client.SendAsync(
                        HttpMethod.Post, $"{path}/concepts/{Concept}/quiz/attempts", new { answers }, cancellationToken);
                }

                break;
            case 2:
                await client.SendAsync(HttpMethod.Put, $"{path}/concepts/{Concept}/done", null, cancellationToken);
                break;
            case 3:
                await DeleteAsync(promise, path, cancellationToken);
                break;
            case 4:
                await client.SendAsync(HttpMethod.Get, $"{path}/logs", null, cancellationToken);
                await client.SendAsync(HttpMethod.Get, "/api/reviews", null, cancellationToken);
                break;
            default:
                await client.SendAsync(HttpMethod.Get, "/api/roadmaps", null, cancellationToken);
                await client.SendAsync(HttpMethod.Get, $"{path}/concepts/{Concept}/tutorial.html", null, cancellationToken);
                break;
        }
    }

    /// <summary>Deletes a roadmap, and changes its mind about every third.</summary>
    private async Task DeleteAsync(Promise promise, string path, CancellationToken cancellationToken)
    {
        promise.DeletionSent = true;
        var deleted = await client.SendAsync(HttpMethod.Delete, path, null, cancellationToken);
        promise.Deleted = deleted is (HttpStatusCode.NoContent, _);
        if (promise.Deleted && random.Next(3) == 0)
        {
            promise.Deleted = false;
            var restored = await client.SendAsync(HttpMethod.Post, $"{path}/restore", null, cancellationToken);
            promise.DeletionSent = restored is not (HttpStatusCode.NoContent, _);
        }
    }
}
