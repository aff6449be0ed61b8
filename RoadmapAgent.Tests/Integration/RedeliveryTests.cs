using System.Net.Http.Json;
using Aspire.Hosting.Testing;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Messaging;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What the predecessor did twice, lost, or asked the database for too often.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class RedeliveryTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_command_delivered_late_or_twice_changes_nothing_that_is_done()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        var before = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, _ => false, Patience);
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);

        foreach (var step in new[] { WorkflowStep.IntentAnalysis, WorkflowStep.CurriculumDesign, WorkflowStep.StructureValidation })
        {
            await channel.SendAsync(Queues.Workflow, new AdvanceRoadmap(id, step, 0), Guid.NewGuid());
        }

        var twice = Guid.NewGuid();
        await channel.SendAsync(Queues.Content, new GenerateConcept(id, "c-1-1-1"), twice);
        await channel.SendAsync(Queues.Content, new GenerateConcept(id, "c-1-1-1"), twice);
        await Eventually.TrueAsync(Patience, () => "the commands were not taken", async () =>
            await channel.MessageCountAsync(Queues.Workflow, Cancellation) + await channel.MessageCountAsync(Queues.Content, Cancellation) == 0);
        // A later roadmap is through, so these commands are.
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
        Assert.Equal(0u, await channel.MessageCountAsync(ErrorQueues.Of(Queues.Workflow), Cancellation) + await channel.MessageCountAsync(ErrorQueues.Of(Queues.Content), Cancellation));

        var after = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, _ => false, Patience);
        Assert.Equal(before.Select(e => (e.Id, e.Type)), after.Select(e => (e.Id, e.Type)));
        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_was_logged_just_before_a_roadmap_waits_for_a_person_is_stored()
    {
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");

        await Eventually.TrueAsync(Patience, () => "the last step's line is missing", async () =>
            (await fleet.ReadAsync($"/api/roadmaps/{id}/logs?step=structure_validation")).GetProperty("items").GetArrayLength() == 1);
    }

    [Fact]
    public async Task A_worker_that_is_told_of_a_new_roadmap_always_finds_it()
    {
        // Each is asked for and taken up at once; one that its worker did not find would wait for ever.
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => fleet.CreateAsync("Learn SQL", skipReview: false)));

        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, Patience, "human_review_pending")));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("/concepts/c-1-1-1", 1)]
    [InlineData("/review", 1)]
    [InlineData("/logs", 1)]
    [InlineData("/export.md", 2)]
    public async Task Reading_costs_one_query_however_large_the_roadmap_is(string path, int queries)
    {
        const int Reads = 60;
        // Heartbeat, lease, sweep and health go on meanwhile.
        const int Others = 25;
        var id = await fleet.CreateAsync("Become a .NET backend developer");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        // An empty page of the log costs a second query, whether there is such a roadmap; its lines are stored a second late.
        await Eventually.TrueAsync(Patience, () => "nothing was logged", async () => (await fleet.ReadAsync($"/api/roadmaps/{id}/logs")).GetProperty("items").GetArrayLength() > 0);
        var before = await QueriesAsync();

        for (var n = 0; n < Reads; n++)
        {
            using var response = await fleet.Api.GetAsync(new Uri($"/api/roadmaps/{id}{path}", UriKind.Relative), Cancellation);
            response.EnsureSuccessStatusCode();
        }

        Assert.InRange(await QueriesAsync() - before, (Reads - 5) * queries, (Reads * queries) + Others);
    }

    [Fact]
    public async Task Accepting_a_roadmap_costs_five_statements_at_most()
    {
        const int Requests = 40;
        const int Others = 60;
        var before = await QueriesAsync();
        for (var n = 0; n < Requests; n++)
        {
            using var response = await fleet.Api.PostAsJsonAsync("/api/roadmaps", new { goal = "Learn SQL", currentLevel = "beginner", hoursPerWeek = 10, skipReview = false }, Cancellation);
            response.EnsureSuccessStatusCode();
        }

        // BEGIN, the roadmap, its event with the outbox, COMMIT; then the relay deletes what the broker confirmed, several at once if it can.
        Assert.InRange(await QueriesAsync() - before, Requests * 3, (Requests * 5) + Others);
    }

    /// <summary>What the API has asked the database, as the pooler counts it; it says so once a second or so.</summary>
    private async Task<long> QueriesAsync()
    {
        var options = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer", Cancellation))!);
        await using var console = await AdminConsoleConnection.OpenAsync(options, Cancellation);
        return (await console.ShowStatsAsync(Cancellation)).Single(database => database.Database == "roadmap_api").Queries;
    }
}
