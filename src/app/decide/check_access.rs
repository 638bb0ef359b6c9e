//! May this person do this, here? Asked by the id of the person.

use super::answer::{Checked, answer};
use super::find::in_force;
use super::sight::see;
use super::wanted::{CheckError, Wanted, question, well_placed};
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, PersonId};

/// The answer from the access that is in force now.
pub async fn check_access(
    ctx: &Ctx,
    account: AccountId,
    id: PersonId,
    wanted: &Wanted,
) -> Result<Checked, CheckError> {
    let name = id.to_string();
    let found = ctx.store.read().people().standing(account, &[id]).await?;
    let named = found.into_iter().map(|one| (name.clone(), one)).collect();
    let mut found = in_force(ctx, account, named).await?;
    let (Some(policy), Some(mut subject)) = (found.policy, found.subjects.remove(&name)) else {
        return Err(CheckError::NoPerson);
    };
    let record = question(&policy, wanted)?.record;
    if let Some(record) = &record {
        well_placed(&policy, wanted, record)?;
    }
    let asked = vec![(&mut subject, record.into_iter().collect())];
    see(ctx, account, &policy.catalogue, asked).await?;
    answer(&policy, &subject, wanted)
}
