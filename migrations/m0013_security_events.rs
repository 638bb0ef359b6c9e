//! Security events: a change by PUT has another name than any other change (RFC 9967 2.4.3).

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0013_security_events",
    up: &["ALTER TABLE event ADD COLUMN by_put boolean NOT NULL DEFAULT false"],
};
