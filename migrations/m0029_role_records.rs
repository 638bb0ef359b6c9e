//! Roles' own records: how far the permissions of a role reach among the records of an entity type.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0029_role_records",
    up: &[
        // NULL: everywhere.
        "ALTER TABLE role ADD COLUMN records TEXT",
    ],
};
