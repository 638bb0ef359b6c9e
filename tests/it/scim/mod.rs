//! `/scim/v2`, as directories call it.

mod advertised;
mod bounds;
mod bulk;
mod core_roles;
mod cursors;
mod custom_attributes;
mod field_bugs;
mod filters;
mod groups;
mod large_groups;
mod nesting;
mod options;
mod own_rows;
mod profiles;
mod projected_names;
mod projection;
mod protocol;
mod races;
mod record_sets;
mod reprovisioning;
mod root;
mod search;
mod unknown_names;
mod unread;
mod users;
mod walks;
