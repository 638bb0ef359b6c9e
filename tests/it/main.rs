//! The integration tests: one binary, folders that follow the outside.

mod admin;
mod house;
mod journeys;
mod scim;
mod support;
