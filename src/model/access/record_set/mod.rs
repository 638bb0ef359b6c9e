//! Record sets: which records of each entity type somebody sees and may change.

mod attribute;
mod given;
mod reach;
mod set;

pub use attribute::{RECORD_SET, record_set_attribute};
pub use given::{GivenSet, NotARecordGrant, RecordGrant};
pub use reach::{Reach, RecordReach, Verb};
pub use set::{Reaches, RecordSet};
