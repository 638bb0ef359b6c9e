//! When everybody of an account was last compiled anew, as is done once a day.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0022_reevaluated",
    // NULL until it is done for the first time.
    up: &["ALTER TABLE account ADD COLUMN reevaluated_at bigint"],
};
