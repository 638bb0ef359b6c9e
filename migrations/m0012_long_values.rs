//! Emails and employee numbers of any length: their indexes have the beginning of a value.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0012_long_values",
    up: &[
        // A value can be longer than a page of PostgreSQL's index: its beginning is enough.
        "DROP INDEX person_email_value",
        "CREATE INDEX person_email_value ON person_email \
     (account_id, substr(value_key, 1, 200))",
        "DROP INDEX person_employee_number",
        "CREATE INDEX person_employee_number ON person \
     (account_id, substr(employee_number_key, 1, 200)) WHERE deleted_at IS NULL",
    ],
};
