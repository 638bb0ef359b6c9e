//! What the stories of this floor share: a database, a clock and an outside world.

mod bed;
mod world;

pub(crate) use bed::{ACME, TestBed};
