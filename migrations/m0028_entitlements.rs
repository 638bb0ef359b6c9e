//! Whether a connection reads what the account gives, and names it by `entitlements`.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0028_entitlements",
    up: &["ALTER TABLE connection ADD COLUMN entitlements boolean NOT NULL DEFAULT false"],
};
