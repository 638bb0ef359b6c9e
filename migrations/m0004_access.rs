//! What can be given: roles, workspaces, fleet groups, and the rules that give it.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0004_access",
    up: &[
        "CREATE TABLE role (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        slug TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        priority bigint NOT NULL,
        privileged boolean NOT NULL,
        built_in boolean NOT NULL,
        is_default boolean NOT NULL,
        permissions TEXT NOT NULL
    )",
        "CREATE UNIQUE INDEX role_slug ON role (account_id, slug)",
        "CREATE TABLE workspace (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        name_key TEXT NOT NULL
    )",
        "CREATE UNIQUE INDEX workspace_name_key ON workspace (account_id, name_key)",
        "CREATE TABLE fleet_group (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        parent_id ID REFERENCES fleet_group (id),
        name TEXT NOT NULL,
        name_key TEXT NOT NULL
    )",
        "CREATE UNIQUE INDEX fleet_group_name_key ON fleet_group (account_id, name_key)",
        "CREATE TABLE rule (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        connection_id ID REFERENCES connection (id),
        condition TEXT NOT NULL,
        effects TEXT NOT NULL,
        priority bigint NOT NULL,
        enabled boolean NOT NULL
    )",
        "CREATE UNIQUE INDEX rule_name ON rule (account_id, name)",
    ],
};
