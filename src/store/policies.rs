//! The policies that this process has read, so that compiling does not read them each time.
//!
//! A policy is kept under its version and the numbers of the account's connections and record sets:
//! what changes none of them changes nothing of it. Whoever compiles reads both from the database first, so another
//! process that changes a policy is heard at once. What a transaction read is kept once it is
//! committed; what it changed itself is never kept.

use crate::error::StoreError;
use muster_model::access::Policy;
use muster_model::ids::AccountId;
use sea_orm::QueryResult;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Of how many accounts policies are kept at most.
const ACCOUNTS: usize = 1000;

/// What tells one state of a policy from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyMark {
    /// The version, which rises with every change.
    pub version: i64,
    pub(crate) connections: i64,
    pub(crate) record_sets: Reverse<i64>,
}

impl PolicyMark {
    /// What is read of an account, which is called `a`.
    pub(crate) const COLUMNS: &str = "a.policy_version AS mark_version, \
        (SELECT count(*) FROM connection WHERE account_id = a.id) AS mark_connections, \
        (SELECT count(*) FROM record_set WHERE account_id = a.id) AS mark_record_sets";

    /// The mark in a row that has these columns.
    pub(crate) fn read(row: &QueryResult) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.try_get("", "mark_version")?,
            connections: row.try_get("", "mark_connections")?,
            record_sets: Reverse(row.try_get("", "mark_record_sets")?),
        })
    }
}

/// A policy as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) account: AccountId,
    pub(crate) mark: PolicyMark,
    pub(crate) policy: Arc<Policy>,
}

/// The newest policy of each account that was read.
#[derive(Debug, Default)]
pub(crate) struct KnownPolicies {
    known: Mutex<HashMap<AccountId, Known>>,
}

impl KnownPolicies {
    /// The policy of an account, if it is kept in this state.
    pub(crate) fn get(&self, account: AccountId, mark: PolicyMark) -> Option<Arc<Policy>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(&account).filter(|known| known.mark == mark)?;
        Some(Arc::clone(&known.policy))
    }

    /// Keeps a policy, unless a newer one is kept.
    pub(crate) fn put(&self, new: Known) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = |held: &Known| held.mark > new.mark;
        if known.get(&new.account).is_some_and(newer) {
            return;
        }
        if known.len() >= ACCOUNTS && !known.contains_key(&new.account) {
            known.clear();
        }
        known.insert(new.account, new);
    }
}

/// What one transaction learns and changes of policies.
#[derive(Debug, Default)]
pub(crate) struct Lesson {
    changed: std::sync::atomic::AtomicBool,
    learnt: Mutex<Option<Known>>,
}

impl Lesson {
    /// Notes that the transaction changes a policy: from now on it reads them itself.
    pub(crate) fn change(&self) {
        self.changed
            .store(true, std::sync::atomic::Ordering::Relaxed);
    }

    /// Whether the transaction changed a policy.
    pub(crate) fn is_changed(&self) -> bool {
        self.changed.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Remembers what was read.
    pub(crate) fn learn(&self, known: Known) {
        *self.learnt.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
    }

    /// Keeps what was learnt: the transaction is committed.
    pub(crate) fn teach(&self, policies: &KnownPolicies) {
        if self.is_changed() {
            return;
        }
        let mut learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = learnt.take() {
            policies.put(known);
        }
    }
}
