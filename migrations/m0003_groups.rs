//! Directory groups: a header each, and one row for each member.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0003_groups",
    up: &[
        "CREATE TABLE directory_group (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        connection_id ID NOT NULL REFERENCES connection (id),
        display_name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        external_id TEXT,
        version bigint NOT NULL,
        sequence bigint NOT NULL,
        created_at TIME NOT NULL,
        updated_at TIME NOT NULL,
        deleted_at TIME
    )",
        "CREATE UNIQUE INDEX directory_group_name_key ON directory_group (connection_id, name_key) \
     WHERE deleted_at IS NULL",
        "CREATE INDEX directory_group_external_id ON directory_group (connection_id, external_id) \
     WHERE deleted_at IS NULL",
        "CREATE INDEX directory_group_account ON directory_group (account_id, id)",
        "CREATE TABLE membership (
        group_id ID NOT NULL REFERENCES directory_group (id) ON DELETE CASCADE,
        member_id ID NOT NULL,
        member_kind TEXT NOT NULL,
        created_at TIME NOT NULL,
        PRIMARY KEY (group_id, member_id)
    )",
        "CREATE INDEX membership_member ON membership (member_id)",
        "CREATE TABLE pending_member (
        group_id ID NOT NULL REFERENCES directory_group (id) ON DELETE CASCADE,
        value TEXT NOT NULL,
        display TEXT,
        created_at TIME NOT NULL,
        PRIMARY KEY (group_id, value)
    )",
        "CREATE INDEX pending_member_value ON pending_member (value)",
    ],
};
