//! How far the groups of a connection that stand for something have followed the policy.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0020_projecting",
    up: &[
        // The policy that is being followed, step by step; NULL while nothing is under way.
        "ALTER TABLE connection ADD COLUMN projecting_version bigint",
        // The last of what the account has that was looked at.
        "ALTER TABLE connection ADD COLUMN projecting_after ID",
        "CREATE INDEX directory_group_standing ON directory_group (connection_id, target) \
     WHERE deleted_at IS NULL AND target IS NOT NULL",
        // The folded name that a group would have, were it not another group's.
        "ALTER TABLE directory_group ADD COLUMN wanted_key TEXT",
        "CREATE INDEX directory_group_wanted ON directory_group (connection_id, wanted_key) \
     WHERE deleted_at IS NULL AND wanted_key IS NOT NULL",
    ],
};
