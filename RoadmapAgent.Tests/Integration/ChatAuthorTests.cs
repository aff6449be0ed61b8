using System.Diagnostics;
using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Authoring.Chat;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnChatFleet.Name)]
public sealed class ChatAuthorTests(ChatFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task The_model_writes_a_roadmap_with_tokens_counted_and_the_key_kept_secret()
    {
        var id = await fleet.CreateAsync("Play the hurdy-gurdy at weddings");
        var roadmap = await fleet.WaitForStatusAsync(id, Patience, "completed", "failed", "partial_failure");

        Assert.Equal("completed", roadmap.GetProperty("status").GetString());
        Assert.Equal("The wedding hurdy-gurdy", roadmap.GetProperty("title").GetString());
        var concept = await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-2-1-1");
        Assert.StartsWith("# Tuning", concept.GetProperty("tutorial").GetProperty("markdown").GetString(), StringComparison.Ordinal);
        Assert.All(fleet.Server.Requests, request => Assert.Equal($"Bearer {ChatFleet.Key}", request.Authorization));
        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => "no token was counted in both workers", () => Task.FromResult(
            fleet.Telemetry.Metrics.ContainsKey(("workflow", "gen_ai.client.token.usage")) && fleet.Telemetry.Metrics
                .ContainsKey(("content", "gen_ai.client.token.usage"))));
        Assert.Contains(fleet.Telemetry.Spans, span => span is { Service: "content", Name: "chat test-model" });
        Assert.DoesNotContain(fleet.Log, line => line.Contains(ChatFleet.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_roadmap_reaches_the_expected_end_state_for_every_model_server_fault()
    {
        var good = ModelReplies.Says(ModelAnswers.Tutorial);
        (string Fault, string End, ModelReply[] Replies)[] cases =
        [
            ("malformed once", "completed", [ModelReplies.Says("{\"title\":"), good]),
            ("malformed twice", "partial_failure", [ModelReplies.Says("{\"title\":")]),
            ("against the schema once", "completed", [ModelReplies.Says("{}"), good]),
            ("against the schema twice", "partial_failure", [ModelReplies.Says("{}")]),
            ("too busy for a second", "completed", [ModelReplies.Fails(429, retryAfter: "1"), good]),
            ("too busy for an hour", "partial_failure", [ModelReplies.Fails(429, retryAfter: "3600")]),
            ("failing once", "completed", [ModelReplies.Fails(500), good]),
            ("failing", "partial_failure", [ModelReplies.Fails(500)]),
            ("refusing", "partial_failure", [ModelReplies.Fails(400)]),
            ("stopping half-way once", "completed", [ModelReplies.BreaksOff(ModelAnswers.Tutorial), good]),
            ("stopping half-way", "partial_failure", [ModelReplies.BreaksOff(ModelAnswers.Tutorial)]),
            ("too slow", "partial_failure", [ModelReplies.Never]),
        ];
        foreach (var (fault, _, replies) in cases)
        {
            fleet.Faults[Goal(fault)] = (request, count) =>
                request.Task == "tutorial" && ChatFleet.Concept(request) == "Trompette"
                    ? replies[Math.Min(count, replies.Length) - 1]
                    : null;
        }

        var ids = await Task.WhenAll(cases.Select(each => fleet.CreateAsync(Goal(each.Fault))));

        foreach (var ((fault, end, _), id) in cases.Zip(ids))
        {
            var roadmap = await fleet.WaitForStatusAsync(id, Patience, "completed", "failed", "partial_failure");
            Assert.Equal((fault, end), (fault, roadmap.GetProperty("status").GetString()));
            Assert.Equal(end == "completed" ? 0 : 1, roadmap.GetProperty("progress").GetProperty("failed").GetInt32());
            Assert.Equal(
                end == "completed" ? null : "1 of 9 pieces of content could not be written.", roadmap.GetProperty("error").GetString());
        }

        static string Goal(string fault) => $"Play while the model is {fault}";
    }

    [Fact]
    public async Task A_roadmap_that_cannot_be_planned_or_written_fails_with_the_reason()
    {
        fleet.Faults["Unplannable"] = (request, _) => request.Task == "curriculum" ? ModelReplies.Fails(401, echo: ChatFleet.Key) : null;
        fleet.Faults["Unfillable"] = (request, _) => request.Task is "tutorial" or "quiz" ? ModelReplies.Says("No.") : null;

        var unplanned = await fleet.WaitForStatusAsync(
            await fleet.CreateAsync("Unplannable"), Patience, "completed", "failed", "partial_failure");
        var unfilled = await fleet.WaitForStatusAsync(
            await fleet.CreateAsync("Unfillable"), Patience, "completed", "failed", "partial_failure");

        Assert.Equal(
            ("failed", "The model server refused the key (HTTP 401)."),
            (unplanned.GetProperty("status").GetString(), unplanned.GetProperty("error").GetString()));
        Assert.Equal(
            ("failed", "6 of 9 pieces of content could not be written."),
            (unfilled.GetProperty("status").GetString(), unfilled.GetProperty("error").GetString()));
        Assert.DoesNotContain(fleet.Log, line => line.Contains(ChatFleet.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_scoring_request_leaves_the_plan_unscored()
    {
        fleet.Faults["Unjudged"] = (request, _) => request.Task == "score" ? ModelReplies.Fails(400) : null;

        var judged = await fleet.WaitForStatusAsync(await fleet.CreateAsync("Judged"), Patience, "completed");
        var unjudged = await fleet.WaitForStatusAsync(await fleet.CreateAsync("Unjudged"), Patience, "completed");

        Assert.Equal(76.6, judged.GetProperty("score").GetProperty("overall").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, unjudged.GetProperty("score").ValueKind);
    }

    [Fact]
    public async Task A_piece_is_stored_as_soon_as_it_is_written_while_the_model_works_on_the_others()
    {
        const string Goal = "Wait for the tutorials only";
        var answered = new TaskCompletionSource();
        fleet.Faults[Goal] = (request, _) =>
            request.Task == "tutorial" ? ModelReplies.After(answered.Task, ModelReplies.Says(ModelAnswers.Tutorial)) : null;
        var id = await fleet.CreateAsync(Goal);

        await Eventually.TrueAsync(Patience, () => "the other pieces are not stored", async () =>
            await StoredAsync(id) is ["quiz", "quiz", "quiz", "resources", "resources", "resources"]);
        answered.SetResult();

        await fleet.WaitForStatusAsync(id, Patience, "completed");
        Assert.Equal(9, (await StoredAsync(id)).Length);
    }

    [Theory]
    [InlineData("workflow", "intent", 1)]
    [InlineData("content", "tutorial", 2)]
    public async Task No_database_connection_is_held_while_waiting_for_the_model(string service, string task, int processes)
    {
        var answered = new TaskCompletionSource();
        var goals = Enumerable.Range(1, processes * 4).Select(n => $"Wait for {task} {n}").ToList();
        goals.ForEach(
            goal =>
                fleet.Faults[goal] = (request, _) =>
                    request.Task == task ? ModelReplies.After(answered.Task, ModelReplies.Says(ModelAnswers.For(task))) : null);
        var ids = await Task.WhenAll(goals.Select(goal => fleet.CreateAsync(goal)));
        await Eventually.TrueAsync(
            Patience,
            () => $"{fleet.Server.InProgress} requests wait for the model",
            () => Task.FromResult(fleet.Server.InProgress == processes * 4));

        var transactions = await MeasureAsync(service);
        var pools = fleet.Telemetry.Connections.Where(pool => pool.Service == service).ToLookup(pool => pool.Instance);
        Assert.Equal(processes * 4, fleet.Server.InProgress);
        answered.SetResult();

        // Heartbeat, lease and health checks briefly use up to three connections per process, so most samples see none in use;
        // connections held while waiting for the model would appear in every sample, four per process.
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{service}: {processes * 4} requests waited {Measured.TotalSeconds} s; "
            + $"the longest transaction that was seen took {transactions.Longest:0.000} s, "
            + $"{transactions.Busy} of {transactions.Looks} looks saw a backend at work; "
            + $"connections in use by process: {string.Join("; ", pools.Select(pool => string.Join(" ", Used(pool))))}");
        Assert.Equal(processes, pools.Count);
        Assert.All(pools, pool =>
        {
            Assert.True(Used(pool).Count() >= 3, "The pool was looked at less than three times.");
            Assert.InRange(Used(pool).Max(), 0, 3);
            Assert.Contains(0, Used(pool));
            Assert.Contains(pool, each => each is { State: "idle", Count: > 0 });
        });
        Assert.InRange(transactions.Longest, 0, Measured.TotalSeconds / 2);
        Assert.InRange(transactions.Busy, 0, transactions.Looks / 2);
        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, Patience, "completed")));

        static IEnumerable<long> Used(IEnumerable<ReceivedConnections> pool) =>
            pool.Where(each => each.State == "used").Select(each => each.Count);
    }

    private async Task<string[]> StoredAsync(Guid id)
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand(
            "SELECT COALESCE(array_agg(kind ORDER BY kind), '{}') FROM roadmap.content_items "
            + "WHERE roadmap_id = $1 AND status = 'completed'",
            connection)
        {
            Parameters = { new() { Value = id } },
        };
        return (string[])(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>Samples the service's backends while its pools report their metrics.</summary>
    private async Task<(int Looks, int Busy, double Longest)> MeasureAsync(string service)
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*) FILTER (WHERE state <> 'idle'),
                   coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8
            FROM pg_catalog.pg_stat_activity WHERE usename = $1
            """,
            connection)
        {
            Parameters = { new() { Value = $"roadmap_{service}" } },
        };
        await command.PrepareAsync(Cancellation);
        // Earlier reports may predate the wait.
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        fleet.Telemetry.Connections.Clear();
        var (looks, busy, longest) = (0, 0, 0.0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Measured; looks++)
        {
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            await reader.ReadAsync(Cancellation);
            busy += reader.GetInt64(0) > 0 ? 1 : 0;
            longest = Math.Max(longest, reader.GetDouble(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
        }

        return (looks, busy, longest);
    }
}
