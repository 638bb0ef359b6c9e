//! Reading without a transaction: the same finders, beside the writers.

use crate::db::Db;
use crate::policies::KnownPolicies;
use crate::store::Store;

/// A handle that only reads.
pub struct Reads<'a> {
    store: &'a Store,
}

impl Store {
    /// A handle that only reads, beside the writers: it sees what is committed.
    pub fn read(&self) -> Reads<'_> {
        Reads { store: self }
    }
}

impl Reads<'_> {
    pub(crate) fn policies(&self) -> &KnownPolicies {
        self.store.policies()
    }

    pub(crate) fn db(&self) -> Db<'_> {
        let readers = &self.store.opened().readers;
        Db::pool(self.store.dialect(), self.store.tally(), readers)
    }
}
