//! Compiling everybody anew, to see that nothing is left to change.

use super::compile::{AT_ONCE, compile_all};
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Acting, StoreError, Tx, Work};
use serde::Serialize;

/// Compiles every living person of an account anew, from the first grant on, and writes what came
/// out differently. Where access follows every change, as it should, that is nobody.
#[derive(Clone, Copy, Debug)]
pub struct Reevaluate {
    /// The account.
    pub account: AccountId,
}

/// What compiling everybody anew did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reevaluated {
    /// How many people were looked at.
    pub people: usize,
    /// Whose access came out differently.
    pub changed: usize,
}

impl Reevaluate {
    /// Compiles them 200 to a transaction.
    pub async fn run(&self, ctx: &Ctx, acting: &Acting) -> Result<Reevaluated, StoreError> {
        let mut done = Reevaluated::default();
        let mut last: Option<PersonId> = None;
        loop {
            let reads = ctx.store.read();
            let people = reads.people();
            let people = people.ids(self.account, last, AT_ONCE as u64).await?;
            let Some(id) = people.last() else {
                return Ok(done);
            };
            last = Some(*id);
            done.people += people.len();
            let part = Part {
                account: self.account,
                people,
            };
            done.changed += ctx.store.perform(acting.clone(), part).await?;
        }
    }
}

/// A few of them, in a transaction of their own.
struct Part {
    account: AccountId,
    people: Vec<PersonId>,
}

impl Work for Part {
    type Output = usize;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<usize, StoreError> {
        Ok(compile_all(tx, self.account, None, &self.people)
            .await?
            .changed)
    }
}
