//! Deliveries: one event on its way to one endpoint.
//!
//! A worker claims what is due, posts it outside of any transaction, and finishes it. Events of one
//! subject reach one endpoint in order: a row waits while an earlier one of its lane is open. The
//! one exception is decision 15 of the house: while the head of a lane is failing, a removal goes
//! ahead of it.

mod again;
mod claim;
mod finish;
mod queued;
mod read;
mod tested;

pub use claim::{ClaimLimits, Claimed};
pub use finish::{Finished, Next};
pub use queued::{DeliveryFilter, DeliveryRow};
pub use read::{AttemptRow, Deliveries};
pub use tested::TestAttempt;

use crate::tx::Tx;
use std::ops::Deref;

/// Claims and finishes deliveries.
pub struct WriteDeliveries<'a> {
    tx: &'a Tx,
    find: Deliveries<'a>,
}

impl Tx {
    /// Claims and finishes deliveries.
    pub fn deliveries(&self) -> WriteDeliveries<'_> {
        WriteDeliveries {
            tx: self,
            find: Deliveries { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteDeliveries<'a> {
    type Target = Deliveries<'a>;

    fn deref(&self) -> &Deliveries<'a> {
        &self.find
    }
}
