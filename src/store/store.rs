//! The store itself: a database that is open.

use crate::dialect::{self, Connected, Dialect};
use crate::effort::{Effort, Tally};
use crate::error::StoreError;
use crate::lanes::Lanes;
use crate::policies::KnownPolicies;
use crate::settings::{Runtime, StoreSettings};
use crate::wake::Wake;
use crate::writer::Writer;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// A database that is open. Clones are the same store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    settings: StoreSettings,
    runtime: Runtime,
    open: Connected,
    wake: Arc<Wake>,
    tally: Arc<Tally>,
    lanes: Lanes,
    policies: Arc<KnownPolicies>,
}

impl Store {
    /// Opens the database; a SQLite file that is not there is made.
    pub async fn open(settings: StoreSettings, runtime: Runtime) -> Result<Self, StoreError> {
        let open = dialect::connect(&settings).await?;
        Ok(Self {
            inner: Arc::new(Inner {
                settings,
                runtime,
                open,
                wake: Arc::new(Wake::default()),
                tally: Arc::new(Tally::default()),
                lanes: Lanes::default(),
                policies: Arc::new(KnownPolicies::default()),
            }),
        })
    }

    /// The bells that ring when a commit of this process leaves something to do.
    pub fn wake(&self) -> &Arc<Wake> {
        &self.inner.wake
    }

    /// What this store has asked of its database so far; clones of it count together.
    pub fn effort(&self) -> Effort {
        self.inner.tally.effort()
    }

    /// The file, where the database is one.
    pub fn file(&self) -> Option<&Path> {
        self.inner.open.file.as_deref()
    }

    /// Closes every connection; what runs is waited for.
    pub async fn close(&self) {
        let open = self.opened();
        let writer = match &open.writer {
            Writer::Turns(turns) => turns.connection(),
            Writer::Pool(pool) => pool,
        };
        // Closing a pool cannot fail; sea-orm's signature is for other drivers.
        let _ = open.readers.close_by_ref().await;
        let _ = writer.close_by_ref().await;
    }

    pub(crate) fn settings(&self) -> &StoreSettings {
        &self.inner.settings
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.inner.runtime
    }

    pub(crate) fn tally(&self) -> &Arc<Tally> {
        &self.inner.tally
    }

    pub(crate) fn lanes(&self) -> &Lanes {
        &self.inner.lanes
    }

    pub(crate) fn policies(&self) -> &Arc<KnownPolicies> {
        &self.inner.policies
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.inner.open.dialect
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.inner.open.writer
    }

    pub(crate) fn opened(&self) -> &Connected {
        &self.inner.open
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("dialect", &self.dialect())
            .finish_non_exhaustive()
    }
}
