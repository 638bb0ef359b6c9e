//! `/scim/v2`, as directories call it.

mod bulk;
mod groups;
mod reprovisioning;
mod users;
