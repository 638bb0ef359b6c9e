//! `/scim/v2`, as directories call it.

mod bulk;
mod field_bugs;
mod groups;
mod reprovisioning;
mod users;
