//! A file that an account shall agree with: the flags of `muster access apply` and
//! `muster schema apply`, and what both do with them.

use super::{Answer, Failure, find};
use crate::wire::Opened;
use clap::Args;
use muster_model::ids::AccountId;
use serde_json::Value;
use std::fmt::Display;
use std::path::PathBuf;

/// The flags of a command that applies a file.
#[derive(Debug, Args)]
pub struct Apply {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// The file
    #[arg(long)]
    file: PathBuf,
    /// Tell what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A file that was read, on its way into an account.
pub(super) struct Read {
    pub(super) account: AccountId,
    pub(super) text: String,
    pub(super) dry_run: bool,
}

impl Apply {
    /// Reads the file and lets it be applied. What changed is told for programs and for people;
    /// what is wrong with the file is told with its name.
    pub(super) async fn run<E: Display>(
        self,
        opened: &Opened,
        apply: impl AsyncFnOnce(Read) -> Result<(Value, String), E>,
    ) -> Result<Answer, Failure> {
        let account = find::account(opened, &self.account).await?;
        let file = self.file.display();
        let text = std::fs::read_to_string(&self.file)
            .map_err(|why| Failure::failed(format!("{file}: cannot be read: {why}")))?;
        let read = Read {
            account: account.id,
            text,
            dry_run: self.dry_run,
        };
        let applied = apply(read).await;
        let (json, changed) = applied.map_err(|why| Failure::failed(format!("{file}: {why}")))?;
        let verb = if self.dry_run {
            "would change"
        } else {
            "changed"
        };
        Ok(Answer::new(json, format!("{verb} {changed}")))
    }
}
