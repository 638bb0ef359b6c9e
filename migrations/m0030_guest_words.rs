//! What each directory says of the one record of a guest: whose word stays when another one lets go.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0030_guest_words",
    up: &[
        // NULL: nothing.
        "ALTER TABLE link ADD COLUMN guest_record TEXT",
        "UPDATE link SET guest_record = (\
            SELECT MIN(a.entity || ':' || a.external_id) FROM assignment a \
            WHERE a.connection_id = link.connection_id AND a.person_id = link.person_id)",
    ],
};
