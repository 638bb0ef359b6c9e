//! The postman: claims mails, hands them over, settles them.

use super::prepare::prepare;
use crate::ctx::Ctx;
use crate::ports::MailError;
use muster_model::clock::Timestamp;
use muster_model::webhook::next_try;
use muster_store::{Acting, ClaimedMail, StoreError, Tx, Work};
use std::pin::pin;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How soon another process takes over from one that died; a slow relay's lease is lengthened.
const LEASE: Duration = Duration::from_secs(15);
/// How often that is done.
const LENGTHEN: Duration = Duration::from_secs(5);

/// Sends at most so many mails that are due, side by side; answers how many were settled.
pub async fn send_once(ctx: &Ctx, limit: usize) -> Result<usize, StoreError> {
    let claim = Claim(limit as u64);
    let claimed = ctx.store.perform(Acting::system(), claim).await?;
    let mut flying = JoinSet::new();
    for mail in claimed {
        let ctx = ctx.clone();
        flying.spawn(async move { (send_leased(&ctx, &mail).await, mail) });
    }
    let mut settled = 0;
    while let Some(sent) = flying.join_next().await {
        let settle = match sent {
            Ok((Ok(fate), mail)) => Settle { mail, fate },
            // Its lease runs out, and it is claimed again.
            Ok((Err(why), _)) => return Err(why),
            Err(why) => {
                tracing::error!(%why, "a mail was lost on its way");
                continue;
            }
        };
        ctx.store.perform(Acting::system(), settle).await?;
        settled += 1;
    }
    Ok(settled)
}

/// What becomes of a mail.
enum Fate {
    Sent,
    Again(Timestamp, String),
    Dead(String),
    Cancelled,
}

/// Sends a mail, and keeps its lease for as long as that takes.
async fn send_leased(ctx: &Ctx, claimed: &ClaimedMail) -> Result<Fate, StoreError> {
    let mut sending = pin!(send(ctx, claimed));
    loop {
        if let Ok(sent) = timeout(LENGTHEN, &mut sending).await {
            return sent;
        }
        let keep = Keep(claimed.clone());
        ctx.store.perform(Acting::system(), keep).await?;
    }
}

async fn send(ctx: &Ctx, claimed: &ClaimedMail) -> Result<Fate, StoreError> {
    let Some(mail) = prepare(ctx, claimed).await? else {
        return Ok(Fate::Cancelled);
    };
    Ok(match ctx.mailer.send(&mail).await {
        Ok(()) => Fate::Sent,
        Err(MailError::Never(why)) => Fate::Dead(why),
        Err(MailError::Later(why)) => {
            tracing::warn!(mail = %claimed.id, %why, "a mail did not leave");
            let mut draw = [0; 8];
            ctx.random.fill(&mut draw);
            let failed = claimed.failed.saturating_add(1);
            match next_try(failed, u64::from_le_bytes(draw)) {
                Some(wait) => Fate::Again(ctx.now().plus(wait), why),
                None => Fate::Dead(why),
            }
        }
    })
}

struct Claim(u64);

impl Work for Claim {
    type Output = Vec<ClaimedMail>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<ClaimedMail>, StoreError> {
        tx.mails().claim(self.0, LEASE).await
    }
}

struct Keep(ClaimedMail);

impl Work for Keep {
    type Output = bool;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        tx.mails().keep(&self.0, LEASE).await
    }
}

struct Settle {
    mail: ClaimedMail,
    fate: Fate,
}

impl Work for Settle {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let (mails, mail) = (tx.mails(), &self.mail);
        match &self.fate {
            Fate::Sent => mails.sent(mail).await,
            Fate::Again(due, why) => mails.again(mail, *due, why).await,
            Fate::Dead(why) => mails.dead(mail, why).await,
            Fate::Cancelled => mails.cancel(mail).await,
        }
        .map(drop)
    }
}
