//! Warnings before the end of a connection's token: by event, and by mail to the owners.

use crate::ctx::Ctx;
use muster_model::connection::Connection;
use muster_model::event::{Event, EventKind, SubjectKind};
use muster_model::expiry::{Ending, WARNINGS};
use muster_model::letter::{Letter, Message};
use muster_model::people::{Person, Status};
use muster_store::{Acting, StoreError, Tx, Work};
use serde_json::json;
use std::time::Duration;

/// Warns of every token whose time has come; answers how many were warned of. Each warning is given
/// once, whoever looks and however often: what was said is kept with the token, in the commit that
/// says it.
pub async fn warn_of_ending_tokens(ctx: &Ctx) -> Result<usize, StoreError> {
    let longest = u64::try_from(WARNINGS[0]).unwrap_or(0);
    let until = ctx.now().plus(Duration::from_hours(24 * longest));
    let endings = ctx.store.read().tokens().ending(ctx.now(), until).await?;
    let mut warned = 0;
    for ending in endings {
        if let Some(days) = ending.warning(ctx.now()) {
            let warn = Warn { ending, days };
            warned += usize::from(ctx.store.perform(Acting::system(), warn).await?);
        }
    }
    Ok(warned)
}

struct Warn {
    ending: Ending,
    days: i64,
}

impl Work for Warn {
    type Output = bool;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        let token = &self.ending.token;
        if !tx.tokens().warn(token, self.days).await? {
            return Ok(false);
        }
        let Some(connection) = tx.tokens().connection_of(token.id).await? else {
            return Ok(false);
        };
        let owners = tx.people().owners(connection.account).await?;
        let letters = owners
            .iter()
            .filter_map(|owner| self.letter(owner, &connection));
        let letters = letters.collect();
        let shown = json!({
            "id": connection.id,
            "name": connection.name,
            "token_id": token.id,
            "expires_at": token.expires_at.map(muster_model::clock::Timestamp::rfc3339),
            "days": self.days,
        });
        let subject = (SubjectKind::Connection, connection.id.0);
        let event = Event::plain(EventKind::ConnectionTokenExpiring);
        tx.events()
            .tell_and_mail(connection.account, subject, shown, event, letters)
            .await?;
        Ok(true)
    }
}

impl Warn {
    /// Somebody without access is no owner who could act.
    fn letter(&self, owner: &Person, connection: &Connection) -> Option<Letter> {
        if !matches!(owner.status, Status::Active | Status::Invited) {
            return None;
        }
        let profile = &owner.profile;
        let language = profile
            .text("preferredLanguage")
            .or_else(|| profile.text("locale"));
        Some(Letter {
            to: owner.sign_in.clone()?,
            person: owner.id,
            name: profile.shown_name(),
            language: language.map(str::to_owned),
            message: Message::TokenExpiring {
                connection: connection.name.clone(),
                expires_at: self.ending.token.expires_at?,
                days: self.days,
            },
        })
    }
}
