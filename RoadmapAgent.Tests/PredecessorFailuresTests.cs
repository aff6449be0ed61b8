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
/// How the predecessor failed in production (8.1 to 8.26), what else was found in its code (9.1 to 9.18), and which test of ours keeps it from
/// coming back. Not here is what we do not have: its search keys (8.3), the id of a worker's task (8.8), forked processes (8.16), guessed
/// preferences of a retry (9.13) and a cover image within the workflow (9.15).
/// </summary>
public sealed class PredecessorFailuresTests
{
    private static readonly (string Row, string Failure, Type Tests, string Test)[] Failures =
    [
        ("8.1", "too many clients", typeof(DrillTests), nameof(DrillTests.The_predecessors_load_exhausts_PostgreSQL_and_not_this_fleet)),
        ("8.1", "a fleet that could ask for too much was started", typeof(RefusalTests), nameof(RefusalTests.A_fleet_that_could_exhaust_PostgreSQL_ends_with_1_the_table_and_the_remedy_and_starts_nothing)),
        ("8.2", "concurrency multiplied by concurrency", typeof(PoolerTests), nameof(PoolerTests.Every_backend_of_a_service_belongs_to_the_pooler_and_none_has_more_than_its_share)),
        ("8.4", "prepared statements behind a transaction pooler", typeof(PooledConnectionStringTests), nameof(PooledConnectionStringTests.Behind_a_pooler_nothing_is_prepared_and_nothing_is_reset_on_close)),
        ("8.5", "logs lost when the workflow paused", typeof(RedeliveryTests), nameof(RedeliveryTests.What_was_logged_just_before_a_roadmap_waits_for_a_person_is_stored)),
        ("8.6", "flushed and never committed", typeof(LearningTests), nameof(LearningTests.The_execution_log_is_filtered_paged_and_summed_up)),
        ("8.7", "a worker that did not find the task just made", typeof(RedeliveryTests), nameof(RedeliveryTests.A_worker_that_is_told_of_a_new_roadmap_always_finds_it)),
        ("8.9", "a unique violation when a step was taken again", typeof(RetryTests), nameof(RetryTests.A_roadmap_that_could_not_be_planned_goes_on_with_the_step_that_failed)),
        ("8.10", "a conflict of keys when content was written again", typeof(ReviewTests), nameof(ReviewTests.A_piece_of_content_is_written_anew_once_the_roadmap_has_ended_and_its_stream_goes_on)),
        ("8.11", "a task left without an end", typeof(OutageTests), nameof(OutageTests.Every_roadmap_completes_although_workers_are_killed)),
        ("8.12", "API and worker disagreed on what had failed", typeof(RetryTests), nameof(RetryTests.Only_what_failed_is_written_again_and_then_the_roadmap_is_complete)),
        ("8.13", "a retry left the old end and the old error", typeof(ReviewTests), nameof(ReviewTests.A_cancelled_roadmap_stays_cancelled_until_its_owner_goes_on_with_it)),
        ("8.14", "names of states that drifted apart", typeof(SqlTests), nameof(SqlTests.The_tables_allow_exactly_the_names_that_the_code_writes)),
        ("8.15", "logs without a step", typeof(LearningTests), nameof(LearningTests.The_execution_log_is_filtered_paged_and_summed_up)),
        ("8.17", "connections leaked by cancelled work", typeof(ServiceDatabaseTests), nameof(ServiceDatabaseTests.Work_that_fails_or_is_cancelled_gives_its_connection_and_its_place_back)),
        ("8.18", "idle connections that the network had dropped", typeof(PooledConnectionStringTests), nameof(PooledConnectionStringTests.Idle_connections_are_given_back_after_a_minute_and_none_is_older_than_ten)),
        ("8.19", "a model's rate limit that was not kept", typeof(ChatAuthorLimitTests), nameof(ChatAuthorLimitTests.Never_more_requests_start_within_a_minute_than_the_process_may_have)),
        ("8.20", "time limits raised again and again", typeof(ChatAuthorFailureTests), nameof(ChatAuthorFailureTests.A_slow_answer_is_given_up_when_its_time_is_over)),
        ("8.21", "two truths about progress", typeof(RoadmapViewsTests), nameof(RoadmapViewsTests.Progress_counts_concepts_and_a_concept_that_lacks_a_piece_counts_as_failed)),
        ("8.22", "a notification that failed hid the error", typeof(OutageTests), nameof(OutageTests.Every_roadmap_completes_although_the_broker_is_restarted)),
        ("8.23", "stack traces sent to clients", typeof(RequestProblemTests), nameof(RequestProblemTests.A_valid_request_is_told_to_come_back_while_the_database_is_away_and_no_address_or_password)),
        ("8.24", "a query for every row", typeof(RedeliveryTests), nameof(RedeliveryTests.Reading_costs_one_query_however_large_the_roadmap_is)),
        ("8.25", "content starved by the workflow", typeof(OperationsPageTests), nameof(OperationsPageTests.Under_saturation_the_page_says_who_waits)),
        ("8.26", "a deployment without its migrations", typeof(MigrationTests), nameof(MigrationTests.Migrations_may_run_again_and_twice_at_once)),
        ("9.1", "a worker that overwrote a cancellation", typeof(RoadmapWorkflowTests), nameof(RoadmapWorkflowTests.What_a_late_worker_reports_does_not_overwrite_a_cancellation)),
        ("9.2", "two approvals that both counted", typeof(ReviewTests), nameof(ReviewTests.Of_two_approvals_at_once_one_wins_and_the_content_is_written_once)),
        ("9.3", "cancelled work that was started again", typeof(RoadmapWorkflowTests), nameof(RoadmapWorkflowTests.A_roadmap_that_waits_for_a_person_or_has_ended_awaits_no_command)),
        ("9.4", "work taken for lost while somebody did it", typeof(SeedTests), nameof(SeedTests.When_the_monitor_is_killed_another_process_measures_in_its_place)),
        ("9.5", "a message delivered twice was done twice", typeof(RedeliveryTests), nameof(RedeliveryTests.A_command_delivered_late_or_twice_changes_nothing_that_is_done)),
        ("9.6", "committed, and never dispatched", typeof(OutageTests), nameof(OutageTests.Every_roadmap_completes_although_the_broker_is_restarted)),
        ("9.7", "a step repeated with its side effects", typeof(RoadmapWorkflowPropertyTests), nameof(RoadmapWorkflowPropertyTests.Workers_that_race_repeat_and_come_late_take_every_step_once_and_end_once)),
        ("9.8", "a concept nobody mentioned counted as failed", typeof(RoadmapViewsTests), nameof(RoadmapViewsTests.Progress_counts_concepts_and_a_concept_that_lacks_a_piece_counts_as_failed)),
        ("9.9", "content that was not saved marked as complete", typeof(RetryTests), nameof(RetryTests.What_fails_again_ends_as_before_with_what_was_complete_untouched)),
        ("9.10", "completed because something succeeded", typeof(RoadmapWorkflowTests), nameof(RoadmapWorkflowTests.Content_ends_complete_or_in_part_and_failed_when_half_of_it_is_missing)),
        ("9.11", "an edit without the feedback that asked for it", typeof(ReviewTests), nameof(ReviewTests.A_rejected_plan_comes_back_edited_with_the_next_round_and_what_changed)),
        ("9.12", "errors of parallel work that nobody looked at", typeof(Integration.ChatAuthorTests), nameof(Integration.ChatAuthorTests.Whatever_the_server_does_with_one_concept_its_roadmap_ends_in_the_right_state)),
        ("9.14", "a review that waited unseen for ever", typeof(ReviewTests), nameof(ReviewTests.A_rejected_plan_comes_back_edited_with_the_next_round_and_what_changed)),
        ("9.16", "logs that piled up while the broker was away", typeof(ExecutionLogTests), nameof(ExecutionLogTests.While_nobody_takes_them_the_oldest_lines_give_way_and_are_counted)),
        ("9.17", "a plan nobody could judge counted as perfect", typeof(Integration.ChatAuthorTests), nameof(Integration.ChatAuthorTests.A_judgement_that_cannot_be_had_leaves_the_plan_unscored_and_not_perfect)),
        ("9.18", "an edited plan that was not checked again", typeof(RoadmapWorkflowTests), nameof(RoadmapWorkflowTests.A_rejected_plan_is_edited_checked_again_and_comes_back_with_the_next_round_number)),
        ("§7", "connections nobody had counted", typeof(ConnectionBudgetPropertyTests), nameof(ConnectionBudgetPropertyTests.An_accepted_fleet_exceeds_no_limit_at_any_mixture_of_old_and_new_processes)),
    ];

    [Fact]
    public void Every_failure_of_the_predecessor_is_prevented_by_a_test()
    {
        var missing = Enumerable.Range(1, 26).Select(n => $"8.{n}").Except(["8.3", "8.8", "8.16"])
            .Concat(Enumerable.Range(1, 18).Select(n => $"9.{n}").Except(["9.13", "9.15"]))
            .Except(Failures.Select(failure => failure.Row));

        Assert.Empty(missing);
        Assert.All(Failures, failure => Assert.NotNull(failure.Tests.GetMethod(failure.Test)?.GetCustomAttribute<FactAttribute>(inherit: true)));
    }
}
