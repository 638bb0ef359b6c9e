//! Mails as files: what a deployment without a mail relay has.

use super::compose::{Wire, compose};
use super::sender::Sender;
use muster_app::ports::{Boxed, Mail, MailError, Mailer};
use muster_model::clock::Timestamp;
use std::io;
use std::path::PathBuf;
use time::OffsetDateTime;
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

/// Writes each mail as `<time>-<id>.eml` into a folder that only its owner may read.
#[derive(Clone, Debug)]
pub struct FolderMailer {
    folder: PathBuf,
    from: Sender,
}

impl FolderMailer {
    /// Writes into this folder, which is made with the first mail.
    pub fn new(folder: PathBuf, from: Sender) -> Self {
        Self { folder, from }
    }

    /// Writes beside the final name and renames, so that nobody ever reads half a mail.
    async fn write(&self, mail: &Mail, bytes: &[u8]) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        builder.mode(0o700);
        builder.create(&self.folder).await?;
        let draft = self.folder.join(format!(".{}.draft", mail.id));
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = options.open(&draft).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        let name = format!("{}-{}.eml", file_time(mail.at), mail.id);
        fs::rename(&draft, self.folder.join(name)).await
    }
}

impl Mailer for FolderMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        Box::pin(async move {
            let message = compose(mail, &self.from, Wire::File)?;
            self.write(mail, &message.formatted())
                .await
                .map_err(|error| MailError::Later(error.to_string()))
        })
    }
}

/// The time as a file name has it, such as `20261122T045256Z`: names sort by time.
fn file_time(at: Timestamp) -> String {
    OffsetDateTime::from_unix_timestamp(at.unix_seconds())
        .map(|t| {
            let (date, time) = (t.date(), t.time());
            format!(
                "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
                date.year(),
                u8::from(date.month()),
                date.day(),
                time.hour(),
                time.minute(),
                time.second()
            )
        })
        .unwrap_or_default()
}
