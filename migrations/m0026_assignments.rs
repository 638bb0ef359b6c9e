//! Assignments: whether a role sees all records, who works on which, and case groups.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0026_assignments",
    up: &[
        "ALTER TABLE role ADD COLUMN visibility TEXT NOT NULL DEFAULT 'all'",
        // NULL: at any time, and two guests a record.
        "ALTER TABLE account ADD COLUMN assign_when TEXT",
        "ALTER TABLE account ADD COLUMN guests_per_record bigint",
        // What somebody was ever assigned to; whoever counts a record's guests locks its row.
        "CREATE TABLE record (
        account_id ID NOT NULL REFERENCES account (id),
        entity TEXT NOT NULL,
        external_id TEXT NOT NULL,
        PRIMARY KEY (account_id, entity, external_id)
    )",
        // connection_id: the directory that wrote it; NULL where a person did.
        "CREATE TABLE assignment (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        person_id ID NOT NULL REFERENCES person (id),
        entity TEXT NOT NULL,
        external_id TEXT NOT NULL,
        connection_id ID,
        created_at TIME NOT NULL
    )",
        "CREATE UNIQUE INDEX assignment_of_person ON assignment (person_id, entity, external_id)",
        "CREATE INDEX assignment_of_record ON assignment (account_id, entity, external_id, person_id)",
        "CREATE INDEX assignment_of_account ON assignment (account_id, id)",
        "CREATE TABLE case_group (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        version bigint NOT NULL
    )",
        "CREATE UNIQUE INDEX case_group_name_key ON case_group (account_id, name_key)",
        "CREATE TABLE case_group_person (
        group_id ID NOT NULL REFERENCES case_group (id),
        person_id ID NOT NULL REFERENCES person (id),
        PRIMARY KEY (group_id, person_id)
    )",
        "CREATE INDEX case_group_of_person ON case_group_person (person_id)",
        "CREATE TABLE case_group_record (
        group_id ID NOT NULL REFERENCES case_group (id),
        entity TEXT NOT NULL,
        external_id TEXT NOT NULL,
        PRIMARY KEY (group_id, entity, external_id)
    )",
    ],
};
