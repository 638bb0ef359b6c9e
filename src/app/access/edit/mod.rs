//! Changes of the policy by hand: planned purely, previewed person by person, written in one go.
//!
//! Each change is an [`Edit`]: it drafts what the policy shall be from what it is. The same draft is
//! compared by [`preview()`] and written by [`apply()`], so what is applied is what was previewed.

mod answer;
mod apply;
mod draft;
mod error;
mod impact;
mod rehearsed;

pub use answer::{Done, Impact};
pub use apply::{Write, apply};
pub use draft::{Draft, Edit};
pub use error::EditError;
pub use impact::preview;
pub use rehearsed::preview_of;
