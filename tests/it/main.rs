//! The integration tests: one binary, folders that follow the outside.

// `cfg(test)` holds in all of it; it is said so that clippy knows these for tests.
#[cfg(test)]
mod access;
#[cfg(test)]
mod admin;
#[cfg(test)]
mod authzen;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod house;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod scim;
#[cfg(test)]
mod support;
#[cfg(test)]
mod webhooks;
