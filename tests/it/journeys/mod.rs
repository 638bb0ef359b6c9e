//! What a customer would tell you.

mod a_rule_for_thousands;
mod an_address_changes;
mod an_address_is_free;
mod an_administrators_address;
mod an_endpoint_is_down;
mod cases;
mod guards;
mod guests;
mod guests_by_directory;
mod nothing_is_left;
mod products;
mod roles_that_see_little;
mod rules_by_name;
mod somebody_joins;
mod somebody_returns;
pub(crate) mod the_door;
mod the_policy_by_hand;
mod two_directories;
mod two_groups_and_a_hand;
mod who_may_do_what;
