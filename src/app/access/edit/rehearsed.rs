//! What a switch beside the policy would do, person by person.

use super::answer::Impact;
use crate::access::apply::compare;
use crate::access::compile::editable;
use crate::access::plan::Plan;
use crate::ctx::Ctx;
use crate::rehearse::rehearse;
use muster_model::access::Policy;
use muster_model::ids::AccountId;
use muster_store::{Acting, Lane, Tx, Work};

/// What a use case would do to the access of the people of an account; it is refused for whatever
/// the real one would be, and nothing of it stays.
pub async fn preview_of<W: Work>(
    ctx: &Ctx,
    acting: &Acting,
    account: AccountId,
    work: W,
) -> Result<Impact, W::Error> {
    let reads = ctx.store.read();
    let book = editable(&reads.access(), account).await?;
    let version = book.policy().version;
    let leads = Leads { account, work };
    let mut after = rehearse(ctx, acting, leads).await?;
    after.version = version;
    let changed = *book.policy() != after;
    let plan = Plan {
        steps: Vec::new(),
        after,
    };
    let people = if changed {
        compare(&reads, account, &book, &plan).await?
    } else {
        Vec::new()
    };
    Ok(Impact {
        policy_version: version,
        changed: usize::from(changed),
        warnings: Vec::new(),
        people,
    })
}

/// A use case, and the policy that it leads to.
struct Leads<W> {
    account: AccountId,
    work: W,
}

impl<W: Work> Work for Leads<W> {
    type Output = Policy;
    type Error = W::Error;

    fn lane(&self) -> Option<Lane> {
        self.work.lane()
    }

    async fn run(&self, tx: &mut Tx) -> Result<Policy, W::Error> {
        self.work.run(tx).await?;
        Ok(tx.access().policy(self.account).await?)
    }
}
