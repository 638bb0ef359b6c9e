//! Which connections have let go of somebody whom others still know: what they wrote stays their word.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0023_former",
    // JSON; NULL where nobody has.
    up: &["ALTER TABLE person ADD COLUMN former text"],
};
