//! The faces of an answer: what the client at hand understands.

mod problem;
mod refusal;

pub use problem::Problem;
pub use refusal::{Refusal, Refused};
