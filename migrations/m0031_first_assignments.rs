//! What somebody was assigned to first is found at once, however much they are assigned to.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0031_first_assignments",
    up: &["CREATE INDEX assignment_of_person_since ON assignment (person_id, created_at, id)"],
};
