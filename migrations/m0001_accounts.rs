//! Accounts, the connections of their directories, tokens, settings of the deployment.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0001_accounts",
    up: &[
        "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE account (
        id ID NOT NULL PRIMARY KEY,
        slug TEXT NOT NULL,
        name TEXT NOT NULL,
        preset TEXT,
        policy_version bigint NOT NULL,
        created_at TIME NOT NULL
    )",
        "CREATE UNIQUE INDEX account_slug ON account (slug)",
        "CREATE TABLE verified_domain (
        account_id ID NOT NULL REFERENCES account (id),
        domain TEXT NOT NULL,
        PRIMARY KEY (account_id, domain)
    )",
        "CREATE TABLE connection (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        profile TEXT NOT NULL,
        adopt boolean NOT NULL,
        privileged boolean NOT NULL,
        enable_disabled boolean NOT NULL,
        created_at TIME NOT NULL,
        revoked_at TIME
    )",
        "CREATE UNIQUE INDEX connection_name ON connection (account_id, name) WHERE revoked_at IS NULL",
        "CREATE TABLE connection_token (
        id ID NOT NULL PRIMARY KEY,
        connection_id ID NOT NULL REFERENCES connection (id),
        hash TEXT NOT NULL,
        created_at TIME NOT NULL,
        expires_at TIME,
        last_used_at TIME,
        revoked_at TIME
    )",
        "CREATE UNIQUE INDEX connection_token_hash ON connection_token (hash)",
        "CREATE INDEX connection_token_connection ON connection_token (connection_id)",
        "CREATE TABLE api_token (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        hash TEXT NOT NULL,
        created_at TIME NOT NULL,
        expires_at TIME,
        last_used_at TIME,
        revoked_at TIME
    )",
        "CREATE UNIQUE INDEX api_token_hash ON api_token (hash)",
        "CREATE INDEX api_token_account ON api_token (account_id)",
    ],
};
