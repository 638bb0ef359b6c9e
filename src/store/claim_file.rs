//! Advisory locks on files beside a SQLite database.

use crate::error::StoreError;
use crate::store::Store;
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The proof that this process is the one server of a file; ends with the process at the latest.
#[derive(Debug)]
#[must_use = "the claim ends when it is dropped"]
pub struct FileClaim {
    _lock: Option<File>,
}

/// Why a file could not be claimed.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// Another server runs on the same file.
    #[error("another muster serve already uses {}", .0.display())]
    Taken(PathBuf),
    /// The lock file could not be made.
    #[error("cannot lock {}", .0.display())]
    Io(PathBuf, #[source] std::io::Error),
}

impl Store {
    /// Claims a SQLite file for this server: a second `serve` on it is refused, other commands may
    /// write beside it. PostgreSQL serves many, so there it claims nothing.
    pub fn claim_file(&self) -> Result<FileClaim, ClaimError> {
        let Some(database) = self.file() else {
            return Ok(FileClaim { _lock: None });
        };
        let path = beside(database, ".lock");
        let lock = open(&path).map_err(|error| ClaimError::Io(path.clone(), error))?;
        match lock.try_lock() {
            Ok(()) => Ok(FileClaim { _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(ClaimError::Taken(database.to_owned())),
            Err(TryLockError::Error(error)) => Err(ClaimError::Io(path, error)),
        }
    }

    /// Waits until nobody else migrates the same file.
    pub(crate) async fn wait_to_migrate(&self) -> Result<FileClaim, StoreError> {
        let Some(path) = self.file().map(|file| beside(file, ".migrate.lock")) else {
            return Ok(FileClaim { _lock: None });
        };
        let waiting = tokio::task::spawn_blocking(move || {
            let lock = open(&path)?;
            lock.lock()?;
            Ok::<File, std::io::Error>(lock)
        });
        let lock = waiting
            .await
            .map_err(StoreError::bug)?
            .map_err(StoreError::unavailable)?;
        Ok(FileClaim { _lock: Some(lock) })
    }
}

fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(suffix);
    PathBuf::from(name)
}

fn open(path: &Path) -> std::io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}
