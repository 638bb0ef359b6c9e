//! The transaction of one use case, and the repositories in it.

use crate::db::Db;
use crate::dialect::Dialect;
use crate::effort::Tally;
use crate::policies::{KnownPolicies, Lesson};
use crate::settings::Runtime;
use crate::wake::Rings;
use crate::work::Acting;
use muster_model::clock::Timestamp;
use muster_model::ids::Ids;
use sea_orm::DatabaseTransaction;
use std::sync::Arc;
use uuid::Uuid;

/// The transaction of one use case.
///
/// Locks are taken in one order everywhere: connection, groups by id, the keys that groups wait for,
/// the nesting of groups, the account, people by id, case groups, records by type and id, endpoints.
/// Who must see a person to know which groups and keys come first, looks without locking and looks
/// again behind the locks.
pub struct Tx {
    dialect: Dialect,
    tally: Arc<Tally>,
    transaction: DatabaseTransaction,
    runtime: Runtime,
    acting: Acting,
    now: Timestamp,
    txn: Uuid,
    pub(crate) rings: Rings,
    pub(crate) lesson: Lesson,
    policies: Arc<KnownPolicies>,
}

impl Tx {
    pub(crate) fn new(
        dialect: Dialect,
        tally: Arc<Tally>,
        transaction: DatabaseTransaction,
        runtime: &Runtime,
        acting: &Acting,
        policies: Arc<KnownPolicies>,
    ) -> Self {
        Self {
            dialect,
            tally,
            transaction,
            runtime: runtime.clone(),
            acting: acting.clone(),
            now: runtime.clock.now(),
            txn: runtime.ids.next(),
            rings: Rings::default(),
            lesson: Lesson::default(),
            policies,
        }
    }

    /// The time of this use case: read once, the same throughout.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id.
    pub fn next_id(&self) -> Uuid {
        self.runtime.ids.next()
    }

    /// On whose behalf it runs.
    pub fn acting(&self) -> &Acting {
        &self.acting
    }

    /// What the events and audit rows of this use case have in common.
    pub fn txn(&self) -> Uuid {
        self.txn
    }

    /// Whether others may write while this transaction is open. Where they take turns, what was
    /// seen once is still so.
    pub fn may_be_overtaken(&self) -> bool {
        self.dialect.has_many_writers()
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub(crate) fn db(&self) -> Db<'_> {
        Db::transaction(self.dialect, &self.tally, &self.transaction)
    }

    pub(crate) fn policies(&self) -> &KnownPolicies {
        &self.policies
    }

    pub(crate) fn finish(self) -> (DatabaseTransaction, Rings, Lesson) {
        (self.transaction, self.rings, self.lesson)
    }
}

impl Ids for Tx {
    fn next(&self) -> Uuid {
        self.next_id()
    }
}
