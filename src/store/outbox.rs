//! What follows from a change: audit row, events, deliveries and mails, written with it.

use crate::db::Db;
use crate::entity::{audit, delivery, event, mail};
use crate::error::StoreError;
use crate::repo::endpoints;
use crate::rows;
use crate::tx::Tx;
use crate::wake::Rings;
use muster_model::event::{Event, EventKind, SubjectKind};
use muster_model::ids::AccountId;
use muster_model::letter::Letter;
use muster_model::webhook::{Endpoint, MessageFormat};
use sea_orm::ActiveValue::{NotSet, Set};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// One change as the outbox sees it.
pub(crate) struct Told {
    pub(crate) account: AccountId,
    pub(crate) kind: SubjectKind,
    pub(crate) subject: Uuid,
    /// How the subject looked; nothing when it is new.
    pub(crate) before: Value,
    /// How the subject looks now.
    pub(crate) after: Value,
    /// How subscribers see it, where that is another way.
    pub(crate) shown: Option<Value>,
    pub(crate) events: Vec<Event>,
    pub(crate) letters: Vec<Letter>,
}

/// Writes everything that follows from these changes, each kind of row in one statement.
pub(crate) async fn write(tx: &Tx, told: &[Told]) -> Result<(), StoreError> {
    let mut audits = Vec::new();
    let mut events = Vec::new();
    let mut deliveries = Vec::new();
    let mut mails = Vec::new();
    let mut hearing: Option<(AccountId, Vec<Endpoint>)> = None;
    for one in told {
        audits.push(audit_row(tx, one)?);
        for (place, event) in one.events.iter().enumerate() {
            let row = event_row(tx, one, event);
            let endpoints = hearers(tx.db(), one.account, &mut hearing).await?;
            let later = one.events.get(place + 1..).unwrap_or_default();
            let hears = endpoints.iter().filter(|e| hears(e, event, later));
            deliveries.extend(hears.map(|e| delivery_row(tx, one, event, &row, e)));
            events.push(row);
        }
        for letter in &one.letters {
            mails.push(mail_row(tx, one.account, letter)?);
        }
    }
    if !events.is_empty() {
        Rings::remember(&tx.rings.events);
    }
    if !mails.is_empty() {
        Rings::remember(&tx.rings.mails);
    }
    rows::insert_models::<audit::Entity>(tx.db(), audits).await?;
    let events = events.into_iter().map(unnumbered).collect();
    rows::insert::<event::Entity, _>(tx.db(), events).await?;
    rows::insert_models::<delivery::Entity>(tx.db(), deliveries).await?;
    rows::insert_models::<mail::Entity>(tx.db(), mails).await
}

/// Whether an endpoint gets an event. The parts of one large change of members would all be the
/// same notice as a SET: the last stands for them (RFC 9967 5).
fn hears(endpoint: &Endpoint, event: &Event, later: &[Event]) -> bool {
    let parts = |one: &Event| one.kind == EventKind::GroupMembersChanged;
    let repeated = || parts(event) && later.iter().any(parts);
    endpoint.hears(event.kind) && !(endpoint.format == MessageFormat::ScimSet && repeated())
}

/// The endpoints of an account, read once for a run of changes.
///
/// They are not locked: an endpoint that is disabled meanwhile gets a row that nobody claims, and
/// one that is made meanwhile begins with what comes after.
async fn hearers<'a>(
    db: Db<'_>,
    account: AccountId,
    known: &'a mut Option<(AccountId, Vec<Endpoint>)>,
) -> Result<&'a [Endpoint], StoreError> {
    if known.as_ref().is_none_or(|(of, _)| *of != account) {
        *known = Some((account, endpoints::enabled(db, account).await?));
    }
    Ok(known.as_ref().map_or(&[], |(_, endpoints)| endpoints))
}

fn audit_row(tx: &Tx, told: &Told) -> Result<audit::Model, StoreError> {
    let action = told.events.first().map_or("changed", |e| e.kind.as_str());
    let note = Note {
        account: told.account,
        kind: told.kind.as_str(),
        subject: told.subject,
        before: &told.before,
        after: &told.after,
    };
    note.row(tx, action)
}

/// A change that only the audit trail tells of: no subscriber hears it.
pub(crate) struct Note<'a> {
    pub(crate) account: AccountId,
    /// What kind of thing changed, such as `role`.
    pub(crate) kind: &'static str,
    pub(crate) subject: Uuid,
    /// How it looked; nothing when it is new.
    pub(crate) before: &'a Value,
    /// How it looks now; nothing when it is gone.
    pub(crate) after: &'a Value,
}

impl Note<'_> {
    /// Writes the row; what changed nothing leaves none.
    pub(crate) async fn write(self, tx: &Tx) -> Result<(), StoreError> {
        if self.before == self.after {
            return Ok(());
        }
        let what = match (self.before, self.after) {
            (Value::Null, _) => "created",
            (_, Value::Null) => "removed",
            _ => "changed",
        };
        let row = self.row(tx, &format!("{}.{what}", self.kind))?;
        rows::insert_models::<audit::Entity>(tx.db(), vec![row]).await
    }

    fn row(&self, tx: &Tx, action: &str) -> Result<audit::Model, StoreError> {
        let mut difference = Map::new();
        differences(self.before, self.after, "", &mut difference);
        let acting = tx.acting();
        Ok(audit::Model {
            id: tx.next_id(),
            account_id: self.account.0,
            at: tx.now().0,
            actor: serde_json::to_string(&acting.actor)?,
            connection_id: acting.connection.map(|id| id.0),
            action: action.to_owned(),
            subject_kind: self.kind.to_owned(),
            subject_id: self.subject,
            difference: Value::Object(difference).to_string(),
            txn: tx.txn(),
            request_id: acting.request_id.clone(),
        })
    }
}

/// Every path that differs, with the old and the new value.
fn differences(before: &Value, after: &Value, path: &str, out: &mut Map<String, Value>) {
    let empty = Map::new();
    let (was, is) = match (before, after) {
        (Value::Object(was), Value::Object(is)) => (was, is),
        (Value::Null, Value::Object(is)) => (&empty, is),
        (Value::Object(was), Value::Null) => (was, &empty),
        _ if before == after => return,
        _ => {
            out.insert(path.to_owned(), json!([before, after]));
            return;
        }
    };
    let new = is.keys().filter(|key| !was.contains_key(*key));
    for key in was.keys().chain(new) {
        let deeper = match path {
            "" => key.clone(),
            _ => format!("{path}.{key}"),
        };
        let part = |whole: &Map<String, Value>| whole.get(key).cloned().unwrap_or(Value::Null);
        differences(&part(was), &part(is), &deeper, out);
    }
}

fn event_row(tx: &Tx, told: &Told, event: &Event) -> event::Model {
    event::Model {
        seq: 0,
        xid: 0,
        id: tx.next_id(),
        account_id: told.account.0,
        kind: event.kind.as_str().to_owned(),
        subject_kind: told.kind.as_str().to_owned(),
        subject_id: told.subject,
        sequence: event.sequence,
        txn: tx.txn(),
        occurred_at: tx.now().0,
        payload: payload(tx, told, event).to_string(),
        by_put: tx.acting().put == Some(told.subject),
    }
}

/// The body of the message, byte for byte as it is signed and sent.
fn payload(tx: &Tx, told: &Told, event: &Event) -> Value {
    let acting = tx.acting();
    let mut data = Map::new();
    data.insert("account_id".to_owned(), json!(told.account));
    if let Some(connection) = acting.connection {
        data.insert("connection_id".to_owned(), json!(connection));
    }
    data.insert("sequence".to_owned(), json!(event.sequence));
    data.insert("txn".to_owned(), json!(tx.txn()));
    data.insert("actor".to_owned(), json!(acting.actor));
    let shown = told.shown.as_ref().unwrap_or(&told.after);
    data.insert(told.kind.as_str().to_owned(), shown.clone());
    if !event.previous.is_empty() {
        data.insert("previous".to_owned(), json!(event.previous));
    }
    if !event.changed.is_empty() {
        data.insert("changed".to_owned(), json!(event.changed));
    }
    data.extend(event.extra.clone());
    json!({"type": event.kind.as_str(), "timestamp": tx.now().rfc3339(), "data": data})
}

/// The database numbers events, and on PostgreSQL names their transaction.
fn unnumbered(row: event::Model) -> event::ActiveModel {
    event::ActiveModel {
        seq: NotSet,
        xid: NotSet,
        id: Set(row.id),
        account_id: Set(row.account_id),
        kind: Set(row.kind),
        subject_kind: Set(row.subject_kind),
        subject_id: Set(row.subject_id),
        sequence: Set(row.sequence),
        txn: Set(row.txn),
        occurred_at: Set(row.occurred_at),
        payload: Set(row.payload),
        by_put: Set(row.by_put),
    }
}

fn delivery_row(
    tx: &Tx,
    told: &Told,
    event: &Event,
    row: &event::Model,
    endpoint: &Endpoint,
) -> delivery::Model {
    delivery::Model {
        id: tx.next_id(),
        event_id: row.id,
        endpoint_id: endpoint.id.0,
        account_id: told.account.0,
        subject_id: told.subject,
        sequence: event.sequence,
        urgent: event.kind.is_removal(),
        state: "ready".to_owned(),
        attempt: 0,
        due: tx.now().0,
        lease_until: None,
        claim_id: None,
        created_at: tx.now().0,
    }
}

fn mail_row(tx: &Tx, account: AccountId, letter: &Letter) -> Result<mail::Model, StoreError> {
    Ok(mail::Model {
        id: tx.next_id(),
        account_id: account.0,
        person_id: letter.person.0,
        kind: letter.message.name().to_owned(),
        recipient: letter.to.as_str().to_owned(),
        data: serde_json::to_string(letter)?,
        state: "ready".to_owned(),
        attempt: 0,
        due: tx.now().0,
        lease_until: None,
        claim_id: None,
        created_at: tx.now().0,
        sent_at: None,
        last_error: None,
    })
}
