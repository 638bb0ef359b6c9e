//! Record sets, as the admin API shows and changes them.

mod given;

pub(super) use given::RecordSetsShown;
