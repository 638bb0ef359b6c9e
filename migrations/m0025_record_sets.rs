//! Record sets: which records of each entity type somebody sees and may change.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0025_record_sets",
    up: &[
        // of_person: the one person whose set it is; NULL for one that anybody can be given.
        "CREATE TABLE record_set (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        of_person ID,
        types TEXT NOT NULL
    )",
        "CREATE UNIQUE INDEX record_set_name_key ON record_set (account_id, name_key)",
    ],
};
