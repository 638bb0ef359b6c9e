//! `POST /Bulk` (RFC 7644 3.7): each operation is a use case of its own, with its own transaction
//! and its own events, as if it had come alone.

use super::{Caller, Done, ProvisionError, make_change};
use crate::ctx::Ctx;
use muster_scim::bulk::{BulkRequest, Made, Processed, Run};
use std::collections::BTreeMap;

/// An operation of a Bulk request after it was tried.
#[derive(Clone, Debug)]
pub struct Ran {
    /// What became of it.
    pub processed: Processed,
    /// What was ignored, protected or remembered for later, for the provisioning log.
    pub notes: Vec<String>,
    /// How long it took, in microseconds.
    pub took_us: i64,
}

/// Tries the operations, and answers for those that were tried, in the order of the request.
///
/// One at a time: the outcome is that of the same requests sent one by one.
pub async fn run_bulk(ctx: &Ctx, caller: &Caller, request: BulkRequest) -> Vec<Ran> {
    let mut run = Run::new(request);
    let mut told: BTreeMap<usize, (Vec<String>, i64)> = BTreeMap::new();
    while let Some((index, call)) = run.next_call() {
        let began = ctx.now();
        let made = make_change(ctx, caller, call).await;
        let (notes, took_us) = told.entry(index).or_default();
        *took_us += ctx.now().0 - began.0;
        let made = made.map(|done| {
            let version = done.version();
            let Done {
                id, notes: more, ..
            } = done;
            notes.extend(more);
            Made { id, version }
        });
        run.settle(index, made.map_err(ProvisionError::told));
    }
    let processed = run.finish().into_iter();
    let ran = processed.map(|processed| {
        let (notes, took_us) = told.remove(&processed.index).unwrap_or_default();
        Ran {
            processed,
            notes,
            took_us,
        }
    });
    ran.collect()
}
