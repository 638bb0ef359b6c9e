//! The integration tests: one binary, folders that follow the outside.

mod house;
mod journeys;
mod scim;
mod support;
