//! How text is compared where case does not count.

pub use muster_fold::{fold, same};
