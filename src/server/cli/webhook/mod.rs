//! `muster webhook`: subscribers.

mod command;
mod create;
mod deliveries;
mod list;
mod rotate;
mod test;

pub(super) use command::{Command, run};
