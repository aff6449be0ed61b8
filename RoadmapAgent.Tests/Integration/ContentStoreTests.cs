using System.Text.Json;
using Npgsql;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Content that several processes store at the same time, and what happens to its roadmap meanwhile.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class ContentStoreTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly ContentKind[] Kinds = Enum.GetValues<ContentKind>();

    private ContentDatabase _database = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await ContentDatabase.CreateAsync(fleet);
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_concept_is_loaded_with_what_its_author_needs_and_nothing_else()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2", "c-1-1-3");

        var work = await LoadAsync(store, id, "c-1-1-2");

        Assert.Equal(("The plan", "The stage", "The module"), (work.RoadmapTitle, work.StageTitle, work.ModuleTitle));
        Assert.Equal(("c-1-1-2", "Name of c-1-1-2"), (work.Concept.Id, work.Concept.Name));
        Assert.Equal(["Name of c-1-1-1"], work.PrerequisiteNames);
        Assert.Equal(Kinds, work.Kinds);
        Assert.Equal("Learn", work.Request.Goal);
        Assert.Null(await store.LoadAsync(id, "c-9-9-9", Cancellation));
        Assert.Null(await store.LoadAsync(Guid.NewGuid(), "c-1-1-1", Cancellation));
    }

    [Fact]
    public async Task The_last_two_writers_in_two_processes_end_the_roadmap_exactly_once()
    {
        ContentStore[] processes = [_database.AddProcess(), _database.AddProcess()];
        for (var round = 0; round < 25; round++)
        {
            var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2");
            var work = await Task.WhenAll(processes.Select((store, n) => LoadAsync(store, id, $"c-1-1-{n + 1}")));

            await Task.WhenAll(processes.Zip(work, (store, one) => store.SaveAsync(one, Written(one), Cancellation)));

            Assert.Equal(
                [(1L, "concept_complete"), (2, "concept_complete"), (3, "completed")],
                (await _database.EventsAsync(id)).Select(e => (e.Sequence, e.Type)));
            Assert.Equal("completed", await StatusAsync(id));
        }
    }

    [Fact]
    public async Task Events_are_numbered_without_gaps_and_counted_up_however_many_are_stored_at_once()
    {
        ContentStore[] processes = [_database.AddProcess(), _database.AddProcess(), _database.AddProcess()];
        string[] concepts = [.. Enumerable.Range(1, 40).Select(n => $"c-1-1-{n}")];
        var id = await _database.AddRoadmapAsync(concepts);
        var work = await Task.WhenAll(concepts.Select((concept, n) => LoadAsync(processes[n % 3], id, concept)));

        await Task.WhenAll(work.Select((one, n) => processes[n % 3].SaveAsync(one, Written(one), Cancellation)));

        var events = await _database.EventsAsync(id);
        Assert.Equal(Enumerable.Range(1, 41).Select(n => (long)n), events.Select(e => e.Sequence));
        Assert.Equal(concepts.Order(), events.SkipLast(1).Select(e => Data(e).GetProperty("conceptId").GetString()).Order());
        var completed = events.SkipLast(1).Select(e => Data(e).GetProperty("completed").GetInt32()).ToList();
        Assert.Equal(completed.Order(), completed);
        Assert.Equal((40, 40), (completed[^1], Data(events[^2]).GetProperty("total").GetInt32()));
        Assert.Equal("completed", events[^1].Type);
        Assert.Equal(41L, await _database.ExecuteAsync("SELECT last_sequence FROM roadmap.roadmaps WHERE id = $1", id));

        static JsonElement Data((long Sequence, string Type, string Data) stored) => JsonDocument.Parse(stored.Data).RootElement;
    }

    [Fact]
    public async Task The_message_of_an_event_says_what_is_stored()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2");
        var work = await LoadAsync(store, id, "c-1-1-1");

        await store.SaveAsync(work, Written(work), Cancellation);

        await using var connection = await _database.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT message_type, body::text, claimed_until > now(), queue IS NULL FROM roadmap.outbox", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));
        Assert.Equal(MessageTypes.NameOf(typeof(ProgressRecorded)), reader.GetString(0));
        Assert.True(reader.GetBoolean(2) && reader.GetBoolean(3));
        var message = JsonSerializer.Deserialize<ProgressRecorded>(reader.GetString(1), DomainJson.Options)!;
        var stored = Assert.Single(await _database.EventsAsync(id));
        Assert.Equal((id, stored), (message.RoadmapId, (message.Sequence, message.Type, message.Data)));
        Assert.Equal(
            """{"completed":1,"conceptId":"c-1-1-1","failed":0,"total":2}""",
            string.Concat('{', string.Join(',', JsonDocument.Parse(message.Data).RootElement.EnumerateObject()
                .OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}")), '}'));
        Assert.False(await reader.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Content_that_was_stored_once_is_not_stored_again()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2");
        var work = await LoadAsync(store, id, "c-1-1-1");
        await store.SaveAsync(work, Written(work), Cancellation);
        var (before, events) = (await ContentsAsync(id), await _database.EventsAsync(id));

        await store.SaveAsync(work, Written(work, "another text"), Cancellation);
        await _database.AddProcess().SaveAsync(work, Failed(work), Cancellation);

        Assert.Equal(before, await ContentsAsync(id));
        Assert.Equal(events, await _database.EventsAsync(id));
        Assert.Equal(1L, await _database.ExecuteAsync("SELECT count(*) FROM roadmap.outbox"));
    }

    [Fact]
    public async Task A_concept_has_an_event_once_its_last_piece_is_stored_and_it_has_failed_if_any_piece_has()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2");
        var work = await LoadAsync(store, id, "c-1-1-1");

        await store.SaveAsync(work, [Failed(work)[0]], Cancellation);
        await store.SaveAsync(work, [Written(work)[1]], Cancellation);
        Assert.Empty(await _database.EventsAsync(id));
        Assert.Equal([ContentKind.Quiz], (await LoadAsync(store, id, "c-1-1-1")).Kinds);
        Assert.Equal(0, work.QuizAttempts);
        await store.SaveAsync(work, [Written(work)[2]], Cancellation);

        Assert.Equal(1, (await LoadAsync(store, id, "c-1-1-1")).QuizAttempts);
        Assert.Equal(["concept_failed"], (await _database.EventsAsync(id)).Select(e => e.Type));
    }

    [Theory]
    [InlineData("UPDATE roadmap.roadmaps SET status = 'cancelled', step = 'finished', ended_at = now(), version = version + 1")]
    [InlineData("DELETE FROM roadmap.roadmaps")]
    public async Task Nothing_is_stored_of_a_roadmap_that_is_cancelled_or_deleted_at_the_same_time(string change)
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1");
        var work = await LoadAsync(store, id, "c-1-1-1");
        await using var connection = await _database.OpenAsync();
        await using var owner = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand($"{change} WHERE id = $1", connection, owner) { Parameters = { new() { Value = id } } };
        await command.ExecuteNonQueryAsync(Cancellation);

        var saving = store.SaveAsync(work, Written(work), Cancellation);
        await Eventually.TrueAsync(TimeSpan.FromMinutes(1), () => "the writer does not wait", async () =>
            await _database.ExecuteAsync(
                "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                is > 0L);
        await owner.CommitAsync(Cancellation);

        Assert.False(await saving);
        Assert.Equal(
            0L,
            await _database.ExecuteAsync(
                "SELECT count(*) FROM roadmap.content_items WHERE roadmap_id = $1 AND status <> 'pending'", id));
        Assert.Empty(await _database.EventsAsync(id));
        Assert.Equal(0L, await _database.ExecuteAsync("SELECT count(*) FROM roadmap.outbox"));
    }

    [Fact]
    public async Task Content_is_stored_in_a_roadmap_that_was_cancelled_and_resumed_while_it_was_written()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1");
        var work = await LoadAsync(store, id, "c-1-1-1");
        await _database.ExecuteAsync("UPDATE roadmap.roadmaps SET version = version + 2 WHERE id = $1", id);

        Assert.True(await store.SaveAsync(work, Written(work), Cancellation));

        Assert.Equal("completed", await StatusAsync(id));
    }

    [Fact]
    public async Task A_roadmap_whose_writer_died_before_it_ended_it_is_ended_by_the_message_that_returns()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1", "c-1-1-2");
        await _database.ExecuteAsync("UPDATE roadmap.content_items SET status = 'completed', content = '1' WHERE roadmap_id = $1", id);

        Assert.Empty((await LoadAsync(store, id, "c-1-1-2")).Kinds);
        await Task.WhenAll(store.EndAsync(id, Cancellation), _database.AddProcess().EndAsync(id, Cancellation));

        Assert.Equal(["completed"], (await _database.EventsAsync(id)).Select(e => e.Type));
    }

    [Fact]
    public async Task A_roadmap_with_pending_content_is_not_ended()
    {
        var store = _database.AddProcess();
        var id = await _database.AddRoadmapAsync("c-1-1-1");

        await store.EndAsync(id, Cancellation);

        Assert.Equal("processing", await StatusAsync(id));
    }

    [Fact]
    public async Task Content_that_the_database_refuses_does_not_fail_what_is_stored_with_it()
    {
        var store = _database.AddProcess();
        string[] concepts = [.. Enumerable.Range(1, 12).Select(n => $"c-1-1-{n}")];
        var id = await _database.AddRoadmapAsync(concepts);
        var work = await Task.WhenAll(concepts.Select(concept => LoadAsync(store, id, concept)));

        var saves = work.Select((one, n) => store.SaveAsync(one, Written(one, n == 5 ? "\\u0000" : "text"), Cancellation)).ToList();
        await Task.WhenAll(saves).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal([5], saves.Index().Where(save => save.Item.IsFaulted).Select(save => save.Index));
        await store.FailAsync(id, "c-1-1-6", "The database refused the result.", Cancellation);
        Assert.Equal("partial_failure", await StatusAsync(id));
    }

    private static async Task<ConceptWork> LoadAsync(ContentStore store, Guid id, string concept) =>
        await store.LoadAsync(id, concept, Cancellation) ?? throw new InvalidOperationException($"{concept} was not found.");

    private static List<ContentAttempt> Written(ConceptWork work, string text = "text") =>
        [.. work.Kinds.Select(kind => new ContentAttempt(kind, $"\"{text}\"", Error: null))];

    private static List<ContentAttempt> Failed(ConceptWork work) =>
        [.. work.Kinds.Select(kind => new ContentAttempt(kind, Content: null, "The model gave up."))];

    private async Task<string?> StatusAsync(Guid id) =>
        (string?)await _database.ExecuteAsync("SELECT status FROM roadmap.roadmaps WHERE id = $1", id);

    private Task<object?> ContentsAsync(Guid id) => _database.ExecuteAsync(
        "SELECT string_agg(concat(concept_id, kind, status, content, error, attempts), ',' ORDER BY 1) "
        + "FROM (SELECT * FROM roadmap.content_items WHERE roadmap_id = $1 ORDER BY concept_id, kind) AS i",
        id);
}
