//! Okta's day: a person is assigned, renamed, pushed in groups, unassigned, assigned again and purged.

mod groups;
mod people;
mod steps;

pub(super) use steps::STEPS;
