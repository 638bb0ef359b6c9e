//! One verb for many people: the same use cases and guards as for one, each person by themselves.

mod act;
mod act_on_people;
mod error;

pub use act::Act;
pub use act_on_people::{Bulk, Line, MOST, Whom, act_on_people};
pub use error::{BulkError, NotDone};
