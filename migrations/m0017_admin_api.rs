//! The admin API: answers under an Idempotency-Key, and versions of what it changes.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0017_admin_api",
    up: &[
        "CREATE TABLE kept_answer (
        account_id ID NOT NULL REFERENCES account (id),
        key TEXT NOT NULL,
        request TEXT NOT NULL,
        began_at TIME NOT NULL,
        sealed TEXT,
        PRIMARY KEY (account_id, key)
    )",
        "CREATE INDEX kept_answer_age ON kept_answer (began_at)",
        "ALTER TABLE account ADD COLUMN version bigint NOT NULL DEFAULT 1",
        "ALTER TABLE connection ADD COLUMN version bigint NOT NULL DEFAULT 1",
        "ALTER TABLE endpoint ADD COLUMN version bigint NOT NULL DEFAULT 1",
    ],
};
