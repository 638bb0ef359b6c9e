//! Stories about rules, attributes, files and people.

mod attributes;
mod fixture;
mod journeys;
mod matches;
mod world;

pub(crate) use fixture::SeededIds;
