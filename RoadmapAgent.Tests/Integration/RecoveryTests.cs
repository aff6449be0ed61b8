using System.Text.Json;
using Npgsql;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Messages that were lost, and messages that can never succeed.</summary>
[Collection(OnFaultFleet.Name)]
public sealed class RecoveryTests(FaultFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Whatever_message_was_lost_is_sent_again()
    {
        string[] steps =
        [
            "status = 'pending', step = 'queued'",
            "status = 'processing', step = 'curriculum_design'",
            "status = 'processing', step = 'structure_validation'",
        ];
        var reviewed = await Task.WhenAll(steps.Select(_ => fleet.CreateAsync("Learn SQL", skipReview: false)));
        var written = await fleet.CreateAsync("Learn SQL");
        await Task.WhenAll(reviewed.Select(id => fleet.WaitForStatusAsync(id, Patience, "human_review_pending")));
        await fleet.WaitForStatusAsync(written, Patience, "completed");

        await Task.WhenAll(reviewed.Zip(steps, (id, state) => LoseAsync(id, state)));
        await LoseAsync(
            written,
            "status = 'processing', step = 'content_generation', ended_at = NULL",
            "UPDATE roadmap.content_items SET status = 'pending', content = NULL WHERE roadmap_id = $1 AND concept_id = 'c-1-1-1'");

        await Task.WhenAll(reviewed.Select(id => fleet.WaitForStatusAsync(id, Patience, "human_review_pending")));
        await fleet.WaitForStatusAsync(written, Patience, "completed");
        var concept = await fleet.ReadAsync($"/api/roadmaps/{written}/concepts/c-1-1-1");
        Assert.NotEqual(JsonValueKind.Null, concept.GetProperty("tutorial").ValueKind);
    }

    [Fact]
    public async Task A_roadmap_whose_worker_died_after_its_last_piece_ends_when_the_message_is_delivered_again()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        await ExecuteAsync(
            id, "UPDATE roadmap.roadmaps SET status = 'processing', step = 'content_generation', ended_at = NULL WHERE id = $1");
        await using var broker = await fleet.ConnectToBrokerAsync();
        await using var channel = await broker.CreateChannelAsync(cancellationToken: Cancellation);

        await channel.SendAsync(Queues.Of(typeof(GenerateConcept)), new GenerateConcept(id, "c-1-1-1"), Guid.NewGuid());

        await fleet.WaitForStatusAsync(id, Patience, "completed");
    }

    [Fact]
    public async Task A_step_that_can_never_succeed_ends_the_roadmap_with_a_reason_and_can_be_retried_once_its_cause_is_gone()
    {
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        await using var broker = await fleet.ConnectToBrokerAsync();
        await using var channel = await broker.CreateChannelAsync(cancellationToken: Cancellation);
        var errors = ErrorQueues.Of(Queues.Of(typeof(AdvanceRoadmap)));
        try
        {
            await ExecuteAsync(
                id,
                "UPDATE roadmap.roadmaps SET status = 'processing', step = 'curriculum_design', intent = '7' WHERE id = $1");
            await channel.SendAsync(
                Queues.Of(typeof(AdvanceRoadmap)), new AdvanceRoadmap(id, WorkflowStep.CurriculumDesign, 0), Guid.NewGuid());

            await Eventually.TrueAsync(
                Patience,
                () => "it did not move to the error queue",
                async () => await channel.MessageCountAsync(errors, Cancellation) == 1);
            var failed = await fleet.WaitForStatusAsync(id, Patience, "failed");
            Assert.Equal("What this step works on could not be read.", failed.GetProperty("error").GetString());
        }
        finally
        {
            await channel.QueuePurgeAsync(errors, Cancellation);
        }

        await ExecuteAsync(id, "UPDATE roadmap.roadmaps SET intent = NULL, framework = NULL WHERE id = $1");
        using var retry = await fleet.Api.PostAsync(new Uri($"/api/roadmaps/{id}/retry", UriKind.Relative), content: null, Cancellation);
        retry.EnsureSuccessStatusCode();
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
    }

    /// <summary>Puts a roadmap into a state whose message does not exist, as if that had been long ago.</summary>
    private Task LoseAsync(Guid id, string state, params string[] further) => ExecuteAsync(
        id,
        [
            .. further,
            $"UPDATE roadmap.roadmaps SET {state}, created_at = now() - interval '2 hours', updated_at = now() - interval '2 hours' "
            + "WHERE id = $1",
        ]);

    private async Task ExecuteAsync(Guid id, params string[] statements)
    {
        await using var connection = await fleet.OpenDirectAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = id } } };
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Cancellation));
        }
    }
}
