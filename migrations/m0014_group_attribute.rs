//! The attributes of groups' extensions, one row for each value, as those of people have them.
//!
//! Keys are folded in Rust, so no statement here can write those of groups that are there already:
//! `Store::migrate` does, and `indexed_version` tells which it has yet to visit.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0014_group_attribute",
    up: &[
        "CREATE TABLE group_attribute (
        group_id ID NOT NULL REFERENCES directory_group (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        position bigint NOT NULL,
        account_id ID NOT NULL,
        key TEXT,
        exact TEXT,
        rank TEXT,
        PRIMARY KEY (group_id, path, position)
    )",
        // A value can be longer than a page of PostgreSQL's index: its beginning is enough.
        "CREATE INDEX group_attribute_key ON group_attribute \
     (account_id, path, substr(key, 1, 200))",
        "CREATE INDEX group_attribute_rank ON group_attribute (account_id, path, rank) \
     WHERE rank IS NOT NULL",
        "ALTER TABLE directory_group ADD COLUMN indexed_version bigint",
    ],
};
