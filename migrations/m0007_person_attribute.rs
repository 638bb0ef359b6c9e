//! The attributes of extensions, one row for each value, so that filters find people by them; and
//! what filters over emails ask beside their value.
//!
//! Keys are folded in Rust, so no statement here can write those of people who are there already:
//! `Store::migrate` does, and `indexed_version` tells whom it has yet to visit.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0007_person_attribute",
    up: &[
        "CREATE TABLE person_attribute (
        person_id ID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        position bigint NOT NULL,
        account_id ID NOT NULL,
        key TEXT,
        exact TEXT,
        rank TEXT,
        PRIMARY KEY (person_id, path, position)
    )",
        // A value can be longer than a page of PostgreSQL's index: its beginning is enough.
        "CREATE INDEX person_attribute_key ON person_attribute \
     (account_id, path, substr(key, 1, 200))",
        "CREATE INDEX person_attribute_rank ON person_attribute (account_id, path, rank) \
     WHERE rank IS NOT NULL",
        "ALTER TABLE person_email ADD COLUMN display_key TEXT",
        "ALTER TABLE person_email ADD COLUMN said_primary boolean",
        "ALTER TABLE person ADD COLUMN indexed_version bigint",
        "CREATE INDEX person_display_name ON person \
     (account_id, substr(display_name_key, 1, 200)) WHERE deleted_at IS NULL",
    ],
};
