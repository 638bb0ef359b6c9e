//! `muster webhook`: subscribers.

mod command;
mod create;
mod deliveries;
mod list;
mod remove;
mod resend;
mod rotate;
mod set;
mod test;

pub(super) use command::{Command, run};
