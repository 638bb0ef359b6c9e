//! The outbox: events, their way to each endpoint, mails, stored jobs.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0005_outbox",
    up: &[
        "CREATE TABLE endpoint (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL REFERENCES account (id),
        url TEXT NOT NULL,
        format TEXT NOT NULL,
        ordering TEXT NOT NULL,
        events TEXT NOT NULL,
        state TEXT NOT NULL,
        paused_until TIME,
        failing_since TIME,
        disabled_at TIME,
        created_at TIME NOT NULL
    )",
        "CREATE INDEX endpoint_account ON endpoint (account_id)",
        "CREATE TABLE endpoint_secret (
        id ID NOT NULL PRIMARY KEY,
        endpoint_id ID NOT NULL REFERENCES endpoint (id) ON DELETE CASCADE,
        sealed TEXT NOT NULL,
        created_at TIME NOT NULL,
        expires_at TIME
    )",
        "CREATE INDEX endpoint_secret_endpoint ON endpoint_secret (endpoint_id)",
        "CREATE TABLE event (
        seq SERIAL,
        xid XID,
        id ID NOT NULL,
        account_id ID NOT NULL,
        kind TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id ID NOT NULL,
        sequence bigint NOT NULL,
        txn ID NOT NULL,
        occurred_at TIME NOT NULL,
        payload TEXT NOT NULL
    )",
        "CREATE UNIQUE INDEX event_id ON event (id)",
        "CREATE INDEX event_feed ON event (account_id, xid, seq)",
        "CREATE TABLE delivery (
        id ID NOT NULL PRIMARY KEY,
        event_id ID NOT NULL,
        endpoint_id ID NOT NULL,
        account_id ID NOT NULL,
        subject_id ID NOT NULL,
        sequence bigint NOT NULL,
        urgent boolean NOT NULL,
        state TEXT NOT NULL,
        attempt bigint NOT NULL,
        due TIME NOT NULL,
        lease_until TIME,
        claim_id ID,
        created_at TIME NOT NULL
    )",
        "CREATE INDEX delivery_due ON delivery (endpoint_id, due, id) WHERE state = 'ready'",
        "CREATE INDEX delivery_lease ON delivery (endpoint_id, lease_until) WHERE state = 'leased'",
        "CREATE INDEX delivery_lane ON delivery (endpoint_id, subject_id, sequence) \
     WHERE state IN ('ready', 'leased')",
        "CREATE INDEX delivery_event ON delivery (event_id)",
        "CREATE INDEX delivery_endpoint ON delivery (endpoint_id, id)",
        "CREATE TABLE attempt (
        id ID NOT NULL PRIMARY KEY,
        delivery_id ID NOT NULL,
        endpoint_id ID NOT NULL,
        event_id ID NOT NULL,
        number bigint NOT NULL,
        at TIME NOT NULL,
        status bigint,
        duration_ms bigint NOT NULL,
        error TEXT,
        response TEXT
    )",
        "CREATE INDEX attempt_endpoint ON attempt (endpoint_id, id)",
        "CREATE INDEX attempt_at ON attempt (at)",
        "CREATE TABLE mail (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL,
        person_id ID NOT NULL,
        kind TEXT NOT NULL,
        recipient TEXT NOT NULL,
        data TEXT NOT NULL,
        state TEXT NOT NULL,
        attempt bigint NOT NULL,
        due TIME NOT NULL,
        lease_until TIME,
        claim_id ID,
        created_at TIME NOT NULL,
        sent_at TIME,
        last_error TEXT
    )",
        "CREATE INDEX mail_due ON mail (due, id) WHERE state IN ('ready', 'leased')",
        "CREATE INDEX mail_person ON mail (person_id, id)",
        "CREATE TABLE job (
        id ID NOT NULL PRIMARY KEY,
        account_id ID NOT NULL,
        kind TEXT NOT NULL,
        cursor TEXT,
        data TEXT NOT NULL,
        state TEXT NOT NULL,
        attempt bigint NOT NULL,
        due TIME NOT NULL,
        lease_until TIME,
        claim_id ID,
        created_at TIME NOT NULL,
        last_error TEXT
    )",
        "CREATE INDEX job_due ON job (due, id) WHERE state IN ('ready', 'leased')",
    ],
};
