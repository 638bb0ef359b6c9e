//! People, their emails, links to directories, grants, identities and sessions.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0002_people",
    up: &[
        "CREATE TABLE identity (
        id ID NOT NULL PRIMARY KEY,
        address TEXT NOT NULL,
        address_key TEXT NOT NULL,
        username TEXT NOT NULL,
        username_key TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        created_at TIME NOT NULL
    )",
        "CREATE UNIQUE INDEX identity_address_key ON identity (address_key)",
        "CREATE UNIQUE INDEX identity_username_key ON identity (username_key)",
        "CREATE TABLE person (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        user_name TEXT NOT NULL,
        user_name_key TEXT NOT NULL,
        display_name_key TEXT,
        employee_number_key TEXT,
        profile TEXT NOT NULL,
        sign_in_address TEXT,
        sign_in_key TEXT,
        username TEXT,
        username_key TEXT,
        identity_id ID REFERENCES identity (id),
        status TEXT NOT NULL,
        ended_by TEXT,
        owner boolean NOT NULL,
        invitation TEXT,
        invitation_id ID,
        invitation_expires_at TIME,
        email_change TEXT,
        email_change_id ID,
        email_change_expires_at TIME,
        access TEXT NOT NULL,
        policy_version bigint NOT NULL,
        version bigint NOT NULL,
        sequence bigint NOT NULL,
        follows ID,
        activated_at TIME,
        last_login TIME,
        created_at TIME NOT NULL,
        updated_at TIME NOT NULL,
        deleted_at TIME
    )",
        "CREATE UNIQUE INDEX person_user_name_key ON person (account_id, user_name_key) \
     WHERE deleted_at IS NULL",
        "CREATE UNIQUE INDEX person_sign_in_key ON person (account_id, sign_in_key) \
     WHERE deleted_at IS NULL",
        "CREATE INDEX person_account ON person (account_id, id)",
        "CREATE INDEX person_policy ON person (account_id, policy_version) WHERE deleted_at IS NULL",
        "CREATE INDEX person_employee_number ON person (account_id, employee_number_key) \
     WHERE employee_number_key IS NOT NULL",
        "CREATE INDEX person_invitation ON person (invitation_id) WHERE invitation_id IS NOT NULL",
        "CREATE INDEX person_email_change ON person (email_change_id) \
     WHERE email_change_id IS NOT NULL",
        "CREATE INDEX person_identity ON person (identity_id) WHERE identity_id IS NOT NULL",
        "CREATE TABLE person_email (
        person_id ID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        position bigint NOT NULL,
        account_id ID NOT NULL,
        value TEXT NOT NULL,
        value_key TEXT NOT NULL,
        kind TEXT,
        is_primary boolean NOT NULL,
        PRIMARY KEY (person_id, position)
    )",
        "CREATE INDEX person_email_value ON person_email (account_id, value_key)",
        "CREATE TABLE link (
        connection_id ID NOT NULL REFERENCES connection (id),
        person_id ID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        external_id TEXT,
        active boolean NOT NULL,
        created_at TIME NOT NULL,
        PRIMARY KEY (connection_id, person_id)
    )",
        "CREATE UNIQUE INDEX link_external_id ON link (connection_id, external_id)",
        "CREATE INDEX link_person ON link (person_id)",
        "CREATE TABLE access_grant (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL,
        person_id ID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        dimension TEXT NOT NULL,
        value TEXT NOT NULL,
        source_kind TEXT NOT NULL,
        source TEXT NOT NULL,
        created_at TIME NOT NULL
    )",
        "CREATE INDEX access_grant_person ON access_grant (person_id)",
        "CREATE INDEX access_grant_value ON access_grant (account_id, dimension, value)",
        "CREATE TABLE session (
        id ID NOT NULL PRIMARY KEY,
        person_id ID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        identity_id ID NOT NULL REFERENCES identity (id),
        created_at TIME NOT NULL,
        ended_at TIME
    )",
        "CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL",
    ],
};
