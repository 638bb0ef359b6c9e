//! Who keeps which part of a connection's people, what becomes of whom nothing is given any more,
//! and who that is.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0015_ownership",
    up: &[
        "ALTER TABLE connection ADD COLUMN ownership TEXT",
        "ALTER TABLE account ADD COLUMN nothing_left TEXT",
        "ALTER TABLE person ADD COLUMN has_nothing boolean NOT NULL DEFAULT false",
        "UPDATE person SET has_nothing = true WHERE access LIKE \
         '{\"role\":null,\"workspaces\":{\"reach\":\"none\"},\"fleet\":{\"reach\":\"none\"},%'",
    ],
};
