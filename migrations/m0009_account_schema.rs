//! What accounts add to User and Group themselves, and where a Group keeps its values.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0009_account_schema",
    up: &[
        "CREATE TABLE account_schema (
        account_id ID NOT NULL REFERENCES account (id),
        urn_key TEXT NOT NULL,
        position bigint NOT NULL,
        resource TEXT NOT NULL,
        required boolean NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (account_id, urn_key)
    )",
        "ALTER TABLE directory_group ADD COLUMN profile TEXT NOT NULL DEFAULT '{}'",
    ],
};
