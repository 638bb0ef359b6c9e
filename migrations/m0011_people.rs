//! Whom a directory may adopt, and under which key it knew whom it deleted.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0011_people",
    up: &[
        // The domain of the address that a person signs in with, or would be invited to.
        "ALTER TABLE person ADD COLUMN domain TEXT",
        "UPDATE person SET domain = \
     replace(sign_in_key, rtrim(sign_in_key, replace(sign_in_key, '@', '')), '') \
     WHERE sign_in_key IS NOT NULL",
        // A new person follows the youngest tombstone of the name or of the directory's own key.
        "CREATE INDEX person_tombstone ON person (account_id, user_name_key) \
     WHERE deleted_at IS NOT NULL",
        "CREATE TABLE former_link (
        connection_id ID NOT NULL REFERENCES connection (id),
        known_as TEXT NOT NULL,
        person_id ID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        PRIMARY KEY (connection_id, known_as, person_id)
    )",
        "CREATE INDEX former_link_person ON former_link (person_id)",
    ],
};
