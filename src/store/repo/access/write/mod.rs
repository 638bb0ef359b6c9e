//! Changing the policy, row by row.

mod fleet_groups;
mod policies;
mod record_sets;
mod roles;
mod rules;
mod settings;
mod workspaces;

pub use policies::WritePolicies;
