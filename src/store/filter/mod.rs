//! SCIM filters as SQL, wherever a column serves.
//!
//! A [`Condition`] always finds every row that the filter means, and perhaps more: `exact` says
//! whether it finds no more. What is not exact is looked at again in memory, by the same filter.
//!
//! A [`shape`] tells where the attributes of a resource lie, a [`mod@column`] how one value is compared
//! there. Both databases compare text byte by byte, by the keys of `muster_scim::filter`.

mod attributes;
mod column;
mod condition;
mod groups;
mod id;
mod memberships;
mod moment;
mod people;
mod shape;
mod term;
mod text;

pub(crate) use attributes::column as attribute_column;
pub(crate) use column::Column;
pub use condition::Condition;
pub(crate) use groups::column as group_column;
pub use groups::groups_filter;
pub use people::people_filter;
pub(crate) use people::{READS_ACTIVE, column as person_column};
pub(crate) use term::Term;
