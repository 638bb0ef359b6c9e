//! Roles, workspaces and fleet groups as groups of a connection that a person switched on for it.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0018_projection",
    up: &[
        "ALTER TABLE connection ADD COLUMN projection boolean NOT NULL DEFAULT false",
        // The policy that its groups were brought up to date with; NULL while there are none.
        "ALTER TABLE connection ADD COLUMN projected_version bigint",
        "ALTER TABLE directory_group ADD COLUMN kind TEXT NOT NULL DEFAULT 'directory'",
        // The role, workspace or fleet group that it stands for.
        "ALTER TABLE directory_group ADD COLUMN target ID",
        "CREATE UNIQUE INDEX directory_group_target ON directory_group \
     (connection_id, kind, target) WHERE deleted_at IS NULL AND target IS NOT NULL",
    ],
};
