//! `/scim/v2`, as directories call it.

mod groups;
mod reprovisioning;
mod users;
