//! Stories about rules, attributes and people, without a database.

mod attributes;
mod fixture;
mod matches;

pub(crate) use fixture::SeededIds;
