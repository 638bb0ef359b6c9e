//! The courier: claims what is due, posts it, and finishes it, never holding a transaction while
//! something is on its way. What is slow takes a slot and delays nobody else.

use super::flight::{Landed, fly};
use super::land::Finish;
use super::take_off::claim;
use crate::ctx::Ctx;
use muster_store::{Acting, ClaimLimits, StoreError};
use std::pin::pin;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Longer than a post can last (15 seconds), with room for the transaction that follows it.
const LEASE: Duration = Duration::from_mins(1);
/// How often it looks for work of other processes while something is on its way.
const LOOK: Duration = Duration::from_millis(250);

/// How much is on its way at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots {
    /// In all.
    pub all: usize,
    /// To one endpoint.
    pub per_endpoint: usize,
}

impl Default for Slots {
    fn default() -> Self {
        Self {
            all: 256,
            per_endpoint: 16,
        }
    }
}

/// Delivers until nothing is due and nothing is on its way, or until `stop`; then what is on its
/// way is waited for and nothing more is claimed. Answers how many attempts were made.
pub async fn deliver(
    ctx: &Ctx,
    slots: Slots,
    stop: impl Future<Output = ()>,
) -> Result<usize, StoreError> {
    let mut courier = Courier::new(ctx, slots);
    let (mut stop, mut stopped, mut made) = (pin!(stop), false, 0);
    loop {
        if !stopped {
            courier.take_off().await?;
        }
        if courier.flying.is_empty() {
            return Ok(made);
        }
        let looks = !stopped && courier.free() > 0;
        tokio::select! {
            () = &mut stop, if !stopped => stopped = true,
            landed = courier.landed() => made += courier.finish(landed).await?,
            () = ctx.store.wake().deliveries.notified(), if looks => {}
            () = sleep(LOOK), if looks => {}
        }
    }
}

/// Claims at most so many deliveries once, and waits for all of them. Answers how many attempts
/// were made.
pub async fn deliver_once(ctx: &Ctx, limit: usize) -> Result<usize, StoreError> {
    let slots = Slots {
        all: limit,
        per_endpoint: limit,
    };
    let mut courier = Courier::new(ctx, slots);
    courier.take_off().await?;
    let mut made = 0;
    while !courier.flying.is_empty() {
        let landed = courier.landed().await;
        made += courier.finish(landed).await?;
    }
    Ok(made)
}

struct Courier<'a> {
    ctx: &'a Ctx,
    slots: Slots,
    flying: JoinSet<Landed>,
}

impl<'a> Courier<'a> {
    fn new(ctx: &'a Ctx, slots: Slots) -> Self {
        Self {
            ctx,
            slots,
            flying: JoinSet::new(),
        }
    }

    fn free(&self) -> usize {
        self.slots.all.saturating_sub(self.flying.len())
    }

    /// Fills the free slots.
    async fn take_off(&mut self) -> Result<(), StoreError> {
        if self.free() == 0 {
            return Ok(());
        }
        let limits = ClaimLimits {
            all: self.free() as u64,
            per_endpoint: self.slots.per_endpoint as u64,
            lease: LEASE,
        };
        for (claimed, target) in claim(self.ctx, limits).await? {
            self.flying.spawn(fly(self.ctx.clone(), claimed, target));
        }
        Ok(())
    }

    /// Waits for one, and takes along whoever came back as well.
    async fn landed(&mut self) -> Vec<Landed> {
        let mut landed = Vec::new();
        let mut next = self.flying.join_next().await;
        while let Some(result) = next {
            match result {
                Ok(one) => landed.push(one),
                // Its lease runs out, and somebody claims it again.
                Err(why) => tracing::error!(%why, "a delivery was lost on its way"),
            }
            next = self.flying.try_join_next();
        }
        landed
    }

    async fn finish(&self, landed: Vec<Landed>) -> Result<usize, StoreError> {
        match self.finish_all(landed.clone()).await {
            Err(StoreError::Bug(why)) => {
                tracing::error!(%why, "deliveries are finished one by one");
                self.finish_each(landed).await
            }
            finished => finished,
        }
    }

    async fn finish_all(&self, landed: Vec<Landed>) -> Result<usize, StoreError> {
        let finish = Finish::of(landed);
        self.ctx.store.perform(Acting::system(), finish).await
    }

    /// What cannot be kept of one delivery is no reason to post the others again.
    async fn finish_each(&self, landed: Vec<Landed>) -> Result<usize, StoreError> {
        let mut made = 0;
        for one in landed {
            let delivery = one.finished.claimed.id;
            match self.finish_all(vec![one]).await {
                Ok(more) => made += more,
                // Its lease runs out, and somebody claims it again.
                Err(StoreError::Bug(why)) => {
                    tracing::error!(%delivery, %why, "a delivery could not be finished");
                }
                Err(why) => return Err(why),
            }
        }
        Ok(made)
    }
}
