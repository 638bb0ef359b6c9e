//! An operation on its way through a Bulk request.

use serde_json::Value;

use super::{
    operation::{Operation, Target},
    response::Processed,
};
use crate::{call::Method, error::Error};

/// An operation, what it waits for, and how far it is.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) operation: Operation,
    pub(super) target: Result<Target, Error>,
    /// The operations that come first: those that create what it names, and the one before it on
    /// the same resource.
    pub(super) needs: Vec<usize>,
    /// How many of them are still to come.
    pub(super) open: usize,
    pub(super) stage: Stage,
}

/// How far an operation is.
#[derive(Debug)]
pub(super) enum Stage {
    /// It was not tried yet.
    Waiting,
    /// It is being tried, perhaps without what was set aside.
    Trying { later: Option<Value> },
    /// Its resource is there, without what was set aside.
    Incomplete(Created, Value),
    /// What was set aside is being added.
    Completing(Created),
    /// It is over.
    Over(Ending),
}

/// A resource that was created.
#[derive(Debug, Clone)]
pub(super) struct Created {
    pub(super) id: String,
    pub(super) version: Option<i64>,
}

/// How an operation ended.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) id: Option<String>,
    pub(super) version: Option<i64>,
    pub(super) outcome: Result<u16, Error>,
}

impl Slot {
    /// Whether it creates something, or would have.
    pub(super) fn is_post(&self) -> bool {
        self.operation.method == Some(Method::Post)
    }

    /// Whether others need not wait for it any longer.
    pub(super) fn is_settled(&self) -> bool {
        !matches!(self.stage, Stage::Waiting | Stage::Trying { .. })
    }

    /// The id of what it created.
    pub(super) fn created(&self) -> Option<&str> {
        match &self.stage {
            Stage::Incomplete(created, _) | Stage::Completing(created) => Some(&created.id),
            Stage::Over(ending) => ending.id.as_deref(),
            Stage::Waiting | Stage::Trying { .. } => None,
        }
    }

    /// It ends without having been tried, or after one try.
    ///
    /// RFC 7644 3.7.3: its status is the one that a single request would have had.
    pub(super) fn end(&mut self, made: Result<Created, Error>, quiet: bool) {
        let success = match self.operation.method {
            Some(Method::Patch) if quiet => 204,
            method => method.map_or(200, Method::success),
        };
        let ending = match made {
            Ok(Created { id, version }) => Ending {
                id: Some(id),
                version,
                outcome: Ok(success),
            },
            Err(error) => Ending {
                id: self.known_id(),
                version: None,
                outcome: Err(error),
            },
        };
        self.stage = Stage::Over(ending);
    }

    /// A resource that was created stays as it is: what was set aside could not be added.
    pub(super) fn end_incomplete(&mut self, created: Created, why: &Error) {
        let detail = format!(
            "it was created, but what it says of others in this request was not added: {}",
            why.detail
        );
        self.stage = Stage::Over(Ending {
            id: Some(created.id),
            version: created.version,
            outcome: Err(Error {
                detail,
                ..why.clone()
            }),
        });
    }

    /// RFC 7644 3.7.3: an operation has a location unless it is a POST that failed; one whose path
    /// holds a reference has none until that is known.
    fn known_id(&self) -> Option<String> {
        let target = self.target.as_ref().ok()?;
        let known =
            target.method != Method::Post && !target.id.starts_with(super::reference::PREFIX);
        known.then(|| target.id.clone())
    }

    /// How it ended; nothing when it was never tried.
    pub(super) fn processed(self, index: usize) -> Option<Processed> {
        let Stage::Over(ending) = self.stage else {
            return None;
        };
        let endpoint = self.target.ok().map(|target| target.endpoint);
        let method = self
            .operation
            .method
            .map(|method| method.as_str().to_owned());
        Some(Processed {
            index,
            method: method.or(self.operation.sent_method),
            bulk_id: self.operation.bulk_id,
            path: self.operation.path,
            data: self.operation.data,
            resource: endpoint.zip(ending.id),
            version: ending.version,
            outcome: ending.outcome,
        })
    }
}
