using System.Reflection;
using RoadmapAgent.Tests.Integration;
using RoadmapAgent.Tests.Integration.Pages;
using RoadmapAgent.Tests.Unit.Api.Problems;
using RoadmapAgent.Tests.Unit.Authoring.Chat;
using RoadmapAgent.Tests.Unit.Connections.Budget;
using RoadmapAgent.Tests.Unit.Data.Migrations;
using RoadmapAgent.Tests.Unit.Data.Roadmaps;
using RoadmapAgent.Tests.Unit.Domain.Workflow;
using RoadmapAgent.Tests.Unit.Messaging.ExecutionLogs;
using RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

namespace RoadmapAgent.Tests;

/// <summary>
/// Maps the predecessor's production failures (8.1 to 8.26) and the other defects in its code (9.1 to 9.18) to the tests that
/// prevent them. Omitted is what does not exist here: search keys (8.3), worker task ids (8.8), forked processes (8.16), guessed
/// retry preferences (9.13) and a cover image in the workflow (9.15).
/// </summary>
public sealed class PredecessorFailuresTests
{
    private static readonly (string Row, string Failure, Type Tests, string Test)[] Failures =
    [
        (
            "8.1",
            "too many clients",
            typeof(DrillTests),
            nameof(DrillTests.The_predecessor_load_exhausts_a_direct_server_but_not_a_pooled_fleet)),
        (
            "8.1",
            "a fleet that could ask for too much was started",
            typeof(RefusalTests),
            nameof(RefusalTests.A_fleet_that_could_exhaust_PostgreSQL_exits_with_code_1_and_remedies_and_starts_nothing)),
        (
            "8.2",
            "concurrency multiplied by concurrency",
            typeof(PoolerTests),
            nameof(PoolerTests.Every_service_backend_belongs_to_the_pooler_and_no_service_exceeds_its_share)),
        (
            "8.4",
            "prepared statements behind a transaction pooler",
            typeof(PooledConnectionStringTests),
            nameof(PooledConnectionStringTests.Automatic_preparation_and_reset_on_close_are_disabled_behind_a_pooler)),
        (
            "8.5",
            "logs lost when the workflow paused",
            typeof(RedeliveryTests),
            nameof(RedeliveryTests.Log_lines_written_just_before_a_review_are_stored)),
        (
            "8.6",
            "flushed and never committed",
            typeof(LearningTests),
            nameof(LearningTests.The_execution_log_is_filtered_paged_and_summarised)),
        (
            "8.7",
            "a worker that did not find the task just made",
            typeof(RedeliveryTests),
            nameof(RedeliveryTests.A_worker_always_finds_a_newly_created_roadmap)),
        (
            "8.9",
            "a unique violation when a step was taken again",
            typeof(RetryTests),
            nameof(RetryTests.A_roadmap_that_failed_in_planning_resumes_at_the_failed_step)),
        (
            "8.10",
            "a conflict of keys when content was written again",
            typeof(ReviewTests),
            nameof(ReviewTests.Content_can_be_regenerated_only_after_the_roadmap_ends_and_its_event_stream_continues)),
        ("8.11", "a task left without an end", typeof(OutageTests), nameof(OutageTests.Every_roadmap_completes_despite_killed_workers)),
        (
            "8.12",
            "API and worker disagreed on what had failed",
            typeof(RetryTests),
            nameof(RetryTests.A_retry_rewrites_only_the_failed_content_and_completes_the_roadmap)),
        (
            "8.13",
            "a retry left the old end and the old error",
            typeof(ReviewTests),
            nameof(ReviewTests.A_cancelled_roadmap_stays_cancelled_until_its_owner_retries_it)),
        (
            "8.14",
            "names of states that drifted apart",
            typeof(SqlTests),
            nameof(SqlTests.The_check_constraints_allow_exactly_the_names_the_code_writes)),
        ("8.15", "logs without a step", typeof(LearningTests), nameof(LearningTests.The_execution_log_is_filtered_paged_and_summarised)),
        (
            "8.17",
            "connections leaked by cancelled work",
            typeof(ServiceDatabaseTests),
            nameof(ServiceDatabaseTests.Failed_or_cancelled_work_releases_its_connection_and_permit)),
        (
            "8.18",
            "idle connections that the network had dropped",
            typeof(PooledConnectionStringTests),
            nameof(PooledConnectionStringTests.Idle_connections_close_after_one_minute_and_all_connections_after_ten)),
        (
            "8.19",
            "a model's rate limit that was not kept",
            typeof(ChatAuthorLimitTests),
            nameof(ChatAuthorLimitTests.Requests_per_minute_never_exceed_the_configured_limit)),
        (
            "8.20",
            "time limits raised again and again",
            typeof(ChatAuthorFailureTests),
            nameof(ChatAuthorFailureTests.A_slow_answer_times_out)),
        (
            "8.21",
            "two truths about progress",
            typeof(RoadmapViewsTests),
            nameof(RoadmapViewsTests.Progress_counts_concepts_and_partially_failed_ones_count_as_failed)),
        (
            "8.22",
            "a notification that failed hid the error",
            typeof(OutageTests),
            nameof(OutageTests.Every_roadmap_completes_despite_a_broker_restart)),
        (
            "8.23",
            "stack traces sent to clients",
            typeof(RequestProblemTests),
            nameof(RequestProblemTests.Requests_during_a_database_outage_get_503_and_Retry_After_without_address_or_password)),
        (
            "8.24",
            "a query for every row",
            typeof(ReadTests),
            nameof(ReadTests.A_read_request_costs_one_query_and_so_does_a_conditional_one)),
        (
            "8.25",
            "content starved by the workflow",
            typeof(OperationsPageTests),
            nameof(OperationsPageTests.The_page_names_the_waiting_service_under_saturation)),
        (
            "8.26",
            "a deployment without its migrations",
            typeof(MigrationTests),
            nameof(MigrationTests.Migrations_can_run_repeatedly_and_concurrently)),
        (
            "9.1",
            "a worker that overwrote a cancellation",
            typeof(RoadmapWorkflowTests),
            nameof(RoadmapWorkflowTests.A_late_event_does_not_overwrite_a_cancellation)),
        (
            "9.2",
            "two approvals that both counted",
            typeof(ReviewTests),
            nameof(ReviewTests.Only_one_of_several_concurrent_approvals_succeeds_and_content_is_written_once)),
        (
            "9.3",
            "cancelled work that was started again",
            typeof(RoadmapWorkflowTests),
            nameof(RoadmapWorkflowTests.A_roadmap_that_is_in_review_or_has_ended_awaits_no_command)),
        (
            "9.4",
            "work taken for lost while somebody did it",
            typeof(SeedTests),
            nameof(SeedTests.Another_process_takes_over_the_lease_when_the_monitor_is_killed)),
        (
            "9.5",
            "a message delivered twice was done twice",
            typeof(RedeliveryTests),
            nameof(RedeliveryTests.Late_and_duplicate_commands_do_not_change_completed_work)),
        (
            "9.6",
            "committed, and never dispatched",
            typeof(OutageTests),
            nameof(OutageTests.Every_roadmap_completes_despite_a_broker_restart)),
        (
            "9.7",
            "a step repeated with its side effects",
            typeof(RoadmapDeliveryPropertyTests),
            nameof(RoadmapDeliveryPropertyTests.Racing_repeated_and_late_workers_take_every_step_and_end_at_most_once)),
        (
            "9.8",
            "a concept nobody mentioned counted as failed",
            typeof(RoadmapViewsTests),
            nameof(RoadmapViewsTests.Progress_counts_concepts_and_partially_failed_ones_count_as_failed)),
        (
            "9.9",
            "content that was not saved marked as complete",
            typeof(RetryTests),
            nameof(RetryTests.A_retry_that_fails_again_keeps_the_completed_content)),
        (
            "9.10",
            "completed because something succeeded",
            typeof(RoadmapWorkflowTests),
            nameof(RoadmapWorkflowTests.A_roadmap_fails_when_half_of_its_content_failed_and_is_partial_below_that)),
        (
            "9.11",
            "an edit without the feedback that asked for it",
            typeof(ReviewTests),
            nameof(ReviewTests.A_rejected_plan_returns_edited_with_the_next_round_and_its_changes)),
        (
            "9.12",
            "errors of parallel work that nobody looked at",
            typeof(Integration.ChatAuthorTests),
            nameof(Integration.ChatAuthorTests.A_roadmap_reaches_the_expected_end_state_for_every_model_server_fault)),
        (
            "9.14",
            "a review that waited unseen for ever",
            typeof(ReviewTests),
            nameof(ReviewTests.A_rejected_plan_returns_edited_with_the_next_round_and_its_changes)),
        (
            "9.16",
            "logs that piled up while the broker was away",
            typeof(ExecutionLogTests),
            nameof(ExecutionLogTests.A_full_buffer_drops_and_counts_the_oldest_lines)),
        (
            "9.17",
            "a plan nobody could judge counted as perfect",
            typeof(Integration.ChatAuthorTests),
            nameof(Integration.ChatAuthorTests.A_failed_scoring_request_leaves_the_plan_unscored)),
        (
            "9.18",
            "an edited plan that was not checked again",
            typeof(RoadmapWorkflowTests),
            nameof(RoadmapWorkflowTests.A_rejected_plan_is_edited_revalidated_and_returned_for_review_in_the_next_round)),
        (
            "§7",
            "connections nobody had counted",
            typeof(ConnectionBudgetPropertyTests),
            nameof(ConnectionBudgetPropertyTests.An_accepted_fleet_exceeds_no_limit_with_any_mix_of_old_and_new_processes)),
    ];

    [Fact]
    public void Every_failure_of_the_predecessor_is_covered_by_a_test()
    {
        var missing = Enumerable.Range(1, 26).Select(n => $"8.{n}").Except(["8.3", "8.8", "8.16"])
            .Concat(Enumerable.Range(1, 18).Select(n => $"9.{n}").Except(["9.13", "9.15"]))
            .Except(Failures.Select(failure => failure.Row));

        Assert.Empty(missing);
        Assert.All(
            Failures, failure => Assert.NotNull(failure.Tests.GetMethod(failure.Test)?.GetCustomAttribute<FactAttribute>(inherit: true)));
    }
}
