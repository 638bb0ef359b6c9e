//! What questions look like, for the document. `super::read` reads them and says what is wrong with them:
//! it takes more than a type would, such as a question of a list whose parts stand beside the list.

#![expect(
    dead_code,
    reason = "the document alone is made of these types and their fields"
)]

mod metadata;
mod parts;
mod question;
mod search;

pub(super) use metadata::AuthzenMetadata;
pub(super) use question::{Evaluation, EvaluationList};
pub(super) use search::{ActionSearch, ResourceSearch, SubjectSearch};
