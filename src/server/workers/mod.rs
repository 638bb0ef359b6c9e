//! The loops that work the queues, and the one who keeps them alive.

mod queues;
mod supervise;

pub use queues::{everywhere, queues};
pub use supervise::{Bell, Step, Worked, Worker, Workers};
