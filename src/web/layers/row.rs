//! The row of a request in the making.

use super::{Peer, RequestId};
use crate::state::WebState;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Request};
use muster_app::auth::Caller;
use muster_app::log::{Entry, Sent};
use std::sync::{Arc, Mutex, PoisonError};

/// One operation of a Bulk request, as its row shows it.
#[derive(Clone, Debug)]
pub struct OperationNotes {
    /// The method.
    pub method: String,
    /// The path as it was sent, below the base URL.
    pub path: String,
    /// The status.
    pub status: u16,
    /// The `scimType` of an error.
    pub scim_type: Option<String>,
    /// The detail of an error, or what was left out.
    pub detail: Option<String>,
    /// The id of the person or group that it was about.
    pub subject: Option<String>,
    /// The message as it was sent; it is masked before it is written.
    pub body: Option<Sent>,
    /// How long it took, in microseconds.
    pub duration_us: i64,
}

/// The row of a request in the making, in the extensions of the request: who learns something
/// about the request notes it here.
///
/// It is handed to the log once: when it is closed, or when everybody has let go of it because the
/// client hung up.
#[derive(Clone)]
pub struct OpenRow(Arc<Open>);

struct Open {
    state: WebState,
    draft: Mutex<Option<Draft>>,
}

struct Draft {
    entry: Entry,
    operations: Vec<OperationNotes>,
}

impl OpenRow {
    /// What is known before anybody looked closer.
    pub(super) fn of(state: &WebState, request: &Request) -> Self {
        let draft = Draft {
            entry: first(state, request),
            operations: Vec::new(),
        };
        Self(Arc::new(Open {
            state: state.clone(),
            draft: Mutex::new(Some(draft)),
        }))
    }

    /// Whose request it is.
    pub(super) fn is_of(&self, caller: &Caller) {
        self.note(|draft| {
            draft.entry.account = Some(caller.account.id);
            draft.entry.connection = Some(caller.connection.id);
        });
    }

    /// The body as it came.
    pub(super) fn holds(&self, body: &Bytes) {
        if !body.is_empty() {
            self.note(|draft| draft.entry.body = Some(Sent::of(body)));
        }
    }

    /// The operations of a Bulk request: each has a row of its own, beside the request's.
    pub fn did(&self, operations: Vec<OperationNotes>) {
        self.note(|draft| draft.operations.extend(operations));
    }

    /// Hands it to the log, with what the answer adds.
    pub(super) fn close(&self, add: impl FnOnce(&mut Entry)) {
        self.note(|draft| add(&mut draft.entry));
        self.0.write();
    }

    fn note(&self, add: impl FnOnce(&mut Draft)) {
        let mut draft = self.0.draft.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(draft) = draft.as_mut() {
            add(draft);
        }
    }
}

impl Open {
    fn write(&self) {
        let mut draft = self.draft.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Draft {
            mut entry,
            operations,
        }) = draft.take()
        else {
            return;
        };
        entry.duration_us = self.state.ctx.now().0 - entry.at.0;
        let rows: Vec<Entry> = operations
            .into_iter()
            .map(|operation| row_of(operation, &entry, &self.state))
            .collect();
        self.state.log.record(entry);
        for row in rows {
            self.state.log.record(row);
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.write();
    }
}

fn first(state: &WebState, request: &Request) -> Entry {
    let extensions = request.extensions();
    let id = extensions.get::<RequestId>();
    // What was asked for, before it was led to the path that is meant.
    let asked = extensions.get::<OriginalUri>();
    let path = asked
        .map_or(request.uri(), |asked| &asked.0)
        .path_and_query();
    Entry {
        id: state.ctx.ids.next(),
        at: state.ctx.now(),
        account: None,
        connection: None,
        method: request.method().to_string(),
        path: path.map(ToString::to_string).unwrap_or_default(),
        // As nginx writes it; an answer puts its own in this place.
        status: 499,
        scim_type: None,
        detail: Some("the client was gone before the answer".to_owned()),
        subject: None,
        request_id: id.map(|id| id.0.clone()).unwrap_or_default(),
        peer: extensions.get::<Peer>().map(|peer| peer.0.to_string()),
        count: 1,
        duration_us: 0,
        body: None,
    }
}

/// The row of an operation; the request's id says with which others it came.
fn row_of(operation: OperationNotes, request: &Entry, state: &WebState) -> Entry {
    Entry {
        id: state.ctx.ids.next(),
        method: operation.method,
        path: format!("/scim/v2/{}", operation.path.trim_start_matches('/')),
        status: operation.status,
        scim_type: operation.scim_type,
        detail: operation.detail,
        subject: operation.subject,
        duration_us: operation.duration_us,
        body: operation.body,
        at: request.at,
        account: request.account,
        connection: request.connection,
        request_id: request.request_id.clone(),
        peer: request.peer.clone(),
        count: 1,
    }
}
