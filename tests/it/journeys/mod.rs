//! What a customer would tell you.

mod an_address_changes;
mod an_endpoint_is_down;
mod rules_by_name;
mod somebody_joins;
mod somebody_returns;
mod the_door;
mod the_policy_by_hand;
mod two_directories;
mod who_may_do_what;
