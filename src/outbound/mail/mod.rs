//! Mail out: how a letter reads, and how it leaves.
//!
//! A [`Letter`](muster_model::letter::Letter) becomes a subject, a text and a page (the templates
//! folder has one folder for each), these become one message, and a mailer hands it over: to a
//! relay ([`SmtpMailer`]) or to a folder ([`FolderMailer`]).

mod compose;
mod facts;
mod folder;
mod render;
mod sender;
mod smtp;

pub use folder::FolderMailer;
pub use sender::{NotASender, Sender};
pub use smtp::{NotARelay, SmtpMailer};

#[cfg(test)]
mod tests;
