//! The faces of an answer: what the client at hand understands.

mod answers;
mod codes;
mod problem;
mod refusal;

pub use answers::{Made, Page, Tagged};
pub use codes::{CODES, Code, page};
pub use problem::{Problem, explain, sentence};
pub use refusal::{Refusal, Refused};
