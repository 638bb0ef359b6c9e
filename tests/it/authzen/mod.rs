//! Decisions as applications ask for them: the AuthZEN Authorization API 1.0.

mod asking;
mod assigned;
mod certification;
mod closed;
mod decisions;
mod discovery;
mod guide;
mod others;
mod places;
mod refusals;
mod replicas;
mod scopes;
mod searches;
