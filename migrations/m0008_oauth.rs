//! OAuth 2.0 for directories: clients, signing keys; and which tokens were warned of.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0008_oauth",
    up: &[
        "CREATE TABLE oauth_client (
        id ID NOT NULL PRIMARY KEY,
        connection_id ID NOT NULL REFERENCES connection (id),
        hash TEXT NOT NULL,
        lifetime bigint NOT NULL,
        person_id ID,
        created_at TIME NOT NULL,
        last_used_at TIME,
        revoked_at TIME
    )",
        "CREATE UNIQUE INDEX oauth_client_hash ON oauth_client (hash)",
        "CREATE INDEX oauth_client_connection ON oauth_client (connection_id)",
        "CREATE TABLE signing_key (
        number bigint NOT NULL PRIMARY KEY,
        id ID NOT NULL,
        public TEXT NOT NULL,
        sealed TEXT NOT NULL,
        created_at TIME NOT NULL,
        signs_from TIME NOT NULL
    )",
        "CREATE UNIQUE INDEX signing_key_id ON signing_key (id)",
        // The days before its end that a warning of this token named last.
        "ALTER TABLE connection_token ADD COLUMN warned bigint",
        "CREATE INDEX connection_token_end ON connection_token (expires_at) \
     WHERE revoked_at IS NULL",
    ],
};
