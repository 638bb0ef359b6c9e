//! What can be allowed in an account: its modules and entity types, one JSON value.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0021_catalogue",
    // NULL where an account was made before it: whatever is written like a permission can be allowed.
    up: &["ALTER TABLE account ADD COLUMN catalogue TEXT"],
};
