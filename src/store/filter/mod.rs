//! SCIM filters as SQL, wherever a column serves.
//!
//! A [`Condition`] always finds every row that the filter means, and perhaps more: `exact` says
//! whether it finds no more. What is not exact is looked at again in memory, by the same filter.

mod condition;
mod groups;
mod people;
mod term;

pub use condition::Condition;
pub use groups::groups_filter;
pub use people::people_filter;
pub(crate) use term::Term;
