//! The contract of the store: each story runs on SQLite and on PostgreSQL, and reads the same.
//!
//! PostgreSQL is named by `MUSTER_TEST_POSTGRES_URL`, the URL of a server on which databases may be
//! made. Without it those tests fail: a database that could not be tested is not a tested one.

mod access;
mod accounts;
mod deliveries;
mod filters;
mod groups;
mod indexed;
mod killed;
mod oauth;
mod opening;
mod people;
mod plans;
mod projecting;
mod queues;
mod support;
mod turns;

macro_rules! on_both_databases {
    ($($story:path => $name:ident;)*) => {
        mod on_sqlite {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                $story(&support::Database::sqlite().await).await;
            })*
        }

        mod on_postgres {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                $story(&support::Database::postgres().await).await;
            })*
        }
    };
}

on_both_databases! {
    accounts::an_account_is_found_by_its_slug => an_account_is_found_by_its_slug;
    accounts::a_token_opens_one_door_for_a_time => a_token_opens_one_door_for_a_time;
    accounts::an_identity_is_unique_in_the_deployment => an_identity_is_unique_in_the_deployment;
    accounts::the_first_word_of_a_setting_is_kept => the_first_word_of_a_setting_is_kept;
    accounts::the_log_is_asked_for_what_failed => the_log_is_asked_for_what_failed;
    oauth::a_client_is_found_until_it_or_its_connection_is_revoked => a_client_is_found_until_it_or_its_connection_is_revoked;
    oauth::a_signing_key_has_one_place_in_the_succession => a_signing_key_has_one_place_in_the_succession;
    people::who_loses_access_loses_every_session => who_loses_access_loses_every_session;
    queues::what_is_old_is_forgotten => what_is_old_is_forgotten;
    opening::migrating_again_changes_nothing => migrating_again_changes_nothing;
    opening::old_code_starts_on_a_newer_schema => old_code_starts_on_a_newer_schema;
    opening::a_store_that_writes_is_ready => a_store_that_writes_is_ready;
    opening::a_connection_that_cannot_write_is_replaced => a_connection_that_cannot_write_is_replaced;
    deliveries::an_endpoint_hears_what_it_asked_for => an_endpoint_hears_what_it_asked_for;
    deliveries::a_lane_is_in_order => a_lane_is_in_order;
    deliveries::a_long_queue_is_claimed_lane_by_lane => a_long_queue_is_claimed_lane_by_lane;
    deliveries::a_removal_overtakes_a_failing_head => a_removal_overtakes_a_failing_head;
    deliveries::what_was_given_up_goes_out_again_part_by_part => what_was_given_up_goes_out_again_part_by_part;
    deliveries::a_lost_worker_loses_nothing => a_lost_worker_loses_nothing;
    deliveries::what_is_given_back_waits_in_its_place_and_was_no_attempt
        => what_is_given_back_waits_in_its_place_and_was_no_attempt;
    deliveries::a_slow_endpoint_never_takes_every_slot => a_slow_endpoint_never_takes_every_slot;
    deliveries::two_workers_never_share_a_delivery => two_workers_never_share_a_delivery;
    queues::the_feed_misses_nothing => the_feed_misses_nothing;
    queues::a_mail_leaves_once => a_mail_leaves_once;
    queues::a_job_goes_on_where_it_stopped => a_job_goes_on_where_it_stopped;
    access::the_policy_is_found_as_it_was_written => the_policy_is_found_as_it_was_written;
    access::a_slug_names_one_role => a_slug_names_one_role;
    access::what_is_dropped_takes_its_grants_along => what_is_dropped_takes_its_grants_along;
    access::whoever_is_older_than_the_policy_is_stale => whoever_is_older_than_the_policy_is_stale;
    access::a_policy_is_read_once_for_each_state => a_policy_is_read_once_for_each_state;
    access::a_record_set_is_moved_for_every_entity_type => a_record_set_is_moved_for_every_entity_type;
    access::every_change_of_the_policy_leaves_a_trace => every_change_of_the_policy_leaves_a_trace;
    filters::a_filter_finds_what_it_means => a_filter_finds_what_it_means;
    indexed::whom_older_code_saved_is_indexed_at_the_next_start => whom_older_code_saved_is_indexed_at_the_next_start;
    indexed::whom_older_code_saved_has_a_domain_after_the_next_start => whom_older_code_saved_has_a_domain_after_the_next_start;
    indexed::names_that_older_code_folded_are_folded_again => names_that_older_code_folded_are_folded_again;
    indexed::only_the_attributes_that_differ_are_written => only_the_attributes_that_differ_are_written;
    indexed::groups_are_found_by_attributes_of_extensions => groups_are_found_by_attributes_of_extensions;
    indexed::groups_that_older_code_saved_are_indexed_at_the_next_start => groups_that_older_code_saved_are_indexed_at_the_next_start;
    projecting::how_far_a_connection_has_come_is_its_accounts => how_far_a_connection_has_come_is_its_accounts;
    projecting::groups_that_stand_for_something_are_walked_by_what_it_is => groups_that_stand_for_something_are_walked_by_what_it_is;
    projecting::a_name_is_taken_once_it_is_free => a_name_is_taken_once_it_is_free;
    plans::what_an_index_serves_is_not_looked_for => what_an_index_serves_is_not_looked_for;
    plans::who_sees_a_record_is_looked_up => who_sees_a_record_is_looked_up;
    filters::pages_follow_each_other => pages_follow_each_other;
    filters::a_walk_goes_both_ways => a_walk_goes_both_ways;
    groups::groups_are_found_by_filter => groups_are_found_by_filter;
    groups::a_group_is_found_as_it_was_saved => a_group_is_found_as_it_was_saved;
    groups::only_what_changes_is_written => only_what_changes_is_written;
    groups::who_is_unknown_is_waited_for => who_is_unknown_is_waited_for;
    groups::groups_reach_through_groups => groups_reach_through_groups;
    groups::a_deleted_group_has_no_members => a_deleted_group_has_no_members;
    groups::parallel_additions_are_all_there => parallel_additions_are_all_there;
    people::a_person_is_found_as_it_was_saved => a_person_is_found_as_it_was_saved;
    people::a_change_is_told_in_the_same_commit => a_change_is_told_in_the_same_commit;
    people::a_name_is_free_again_after_deletion => a_name_is_free_again_after_deletion;
    people::a_viewer_sees_whom_it_may_adopt => a_viewer_sees_whom_it_may_adopt;
    people::who_was_faster_wins => who_was_faster_wins;
    people::many_are_saved_at_once => many_are_saved_at_once;
    turns::what_was_answered_is_there => what_was_answered_is_there;
    turns::a_refusal_takes_nobody_with_it => a_refusal_takes_nobody_with_it;
    turns::a_panic_takes_nobody_with_it => a_panic_takes_nobody_with_it;
    turns::who_waits_in_a_lane_holds_no_connection => who_waits_in_a_lane_holds_no_connection;
    turns::a_broad_lane_leaves_room_for_others => a_broad_lane_leaves_room_for_others;
    turns::who_waits_too_long_in_a_lane_is_told => who_waits_too_long_in_a_lane_is_told;
    turns::people_arrive_while_their_connection_is_held => people_arrive_while_their_connection_is_held;
    turns::a_use_case_that_lasts_too_long_is_undone => a_use_case_that_lasts_too_long_is_undone;
}
