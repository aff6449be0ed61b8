using System.Net.Http.Json;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Work that the predecessor repeated, lost, or loaded with too many queries.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class RedeliveryTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Late_and_duplicate_commands_do_not_change_completed_work()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        var before = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, _ => false, Patience);
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);

        foreach (var step in new[] { WorkflowStep.IntentAnalysis, WorkflowStep.CurriculumDesign, WorkflowStep.StructureValidation })
        {
            await channel.SendAsync(Queues.Of(typeof(AdvanceRoadmap)), new AdvanceRoadmap(id, step, 0), Guid.NewGuid());
        }

        var twice = Guid.NewGuid();
        await channel.SendAsync(Queues.Of(typeof(GenerateConcept)), new GenerateConcept(id, "c-1-1-1"), twice);
        await channel.SendAsync(Queues.Of(typeof(GenerateConcept)), new GenerateConcept(id, "c-1-1-1"), twice);
        await Eventually.TrueAsync(Patience, () => "the commands were not taken", async () =>
            await channel.MessageCountAsync(Queues.Of(typeof(AdvanceRoadmap)), Cancellation) + await channel
                .MessageCountAsync(Queues.Of(typeof(GenerateConcept)), Cancellation) == 0);
        // A later roadmap has completed, so these commands have been handled.
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
        Assert.Equal(
            0u,
            await channel.MessageCountAsync(ErrorQueues.Of(Queues.Of(typeof(AdvanceRoadmap))), Cancellation) + await channel
                .MessageCountAsync(ErrorQueues.Of(Queues.Of(typeof(GenerateConcept))), Cancellation));

        var after = await EventStream.ReadAsync(fleet.Api, id, lastEventId: null, _ => false, Patience);
        Assert.Equal(before.Select(e => (e.Id, e.Type)), after.Select(e => (e.Id, e.Type)));
        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Log_lines_written_just_before_a_review_are_stored()
    {
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");

        await Eventually.TrueAsync(Patience, () => "the last step's line is missing", async () =>
            (await fleet.ReadAsync($"/api/roadmaps/{id}/logs?step=structure_validation")).GetProperty("items").GetArrayLength() == 1);
    }

    [Fact]
    public async Task A_worker_always_finds_a_newly_created_roadmap()
    {
        // Each is requested and processed immediately; one that its worker did not find would never proceed.
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => fleet.CreateAsync("Learn SQL", skipReview: false)));

        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, Patience, "human_review_pending")));
    }

    [Fact]
    public async Task Accepting_a_roadmap_costs_at_most_five_statements()
    {
        const int Requests = 40;
        const int Others = 60;
        var before = await fleet.CountQueriesAsync("roadmap_api");
        for (var n = 0; n < Requests; n++)
        {
            using var response = await fleet.Api.PostAsJsonAsync(
                "/api/roadmaps",
                new { goal = "Learn SQL", currentLevel = "beginner", hoursPerWeek = 10, skipReview = false },
                Cancellation);
            response.EnsureSuccessStatusCode();
        }

        // BEGIN, the roadmap, its event with the outbox, COMMIT;
        // then the relay deletes what the broker confirmed, several at once if it can.
        Assert.InRange(await fleet.CountQueriesAsync("roadmap_api") - before, Requests * 3, (Requests * 5) + Others);
    }
}
