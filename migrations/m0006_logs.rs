//! What was done, and what was asked: the audit trail and the provisioning log.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0006_logs",
    up: &[
        "CREATE TABLE audit (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL,
        at TIME NOT NULL,
        actor TEXT NOT NULL,
        connection_id ID,
        action TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id ID NOT NULL,
        difference TEXT NOT NULL,
        txn ID NOT NULL,
        request_id TEXT
    )",
        "CREATE INDEX audit_account ON audit (account_id, id)",
        "CREATE INDEX audit_subject ON audit (subject_id, id)",
        "CREATE TABLE request_log (
        id ID NOT NULL PRIMARY KEY,
        at TIME NOT NULL,
        account_id ID,
        connection_id ID,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        status bigint NOT NULL,
        scim_type TEXT,
        detail TEXT,
        subject TEXT,
        request_id TEXT NOT NULL,
        peer TEXT,
        count bigint NOT NULL,
        duration_us bigint NOT NULL,
        body TEXT
    )",
        "CREATE INDEX request_log_at ON request_log (at)",
        "CREATE INDEX request_log_account ON request_log (account_id, id)",
        "CREATE INDEX request_log_connection ON request_log (connection_id, id)",
        "CREATE INDEX request_log_failed ON request_log (id) WHERE status >= 400",
    ],
};
