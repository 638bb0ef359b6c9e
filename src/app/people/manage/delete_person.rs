//! Somebody is gone for good.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::provision::group::leave_groups;
use muster_model::access::guards::{self, Own};
use muster_model::people::{Person, fold};
use muster_store::{StoreError, Tx, Work};

/// Deletes somebody: names and address are free again, the history stays. Whoever asks has seen to
/// it that nobody goes by mistake.
#[derive(Clone, Debug)]
pub struct DeletePerson(pub Which);

impl Work for DeletePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        delete(tx, &self.0, |_| Ok(())).await
    }
}

/// Deletes the one person whose address the caller typed, so that nobody goes by mistake.
#[derive(Clone, Debug)]
pub struct DeleteTyped {
    /// Who.
    pub which: Which,
    /// What was typed.
    pub typed: Option<String>,
}

impl Work for DeleteTyped {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        delete(tx, &self.which, |person| self.check(person)).await
    }
}

impl DeleteTyped {
    fn check(&self, person: &Person) -> Result<(), PersonError> {
        let name = || person.profile.user_name.as_str().to_owned();
        let wanted = person.reach_address().map_or_else(name, String::from);
        if self.typed.as_deref().map(fold) == Some(fold(&wanted)) {
            return Ok(());
        }
        Err(PersonError::Typed(wanted))
    }
}

/// Deletes somebody whom no guard protects, if `typed` says yes.
async fn delete(
    tx: &Tx,
    which: &Which,
    typed: impl Fn(&Person) -> Result<(), PersonError> + Send,
) -> Result<Saved, PersonError> {
    let Which {
        account, person, ..
    } = *which;
    // Groups are locked before people, everywhere.
    let groups = tx.groups().having_member(account, person.0).await?;
    let mut edit = Edit::open(tx, which).await?;
    if tx.groups().has_joined_meanwhile(&groups, person).await? {
        return Err(StoreError::Busy.into());
    }
    guards::own(&edit.hand, person, Own::Deletion)?;
    edit.revision.delete(tx.now())?;
    typed(edit.revision.now())?;
    leave_groups(tx, groups, person.0).await?;
    edit.close(tx).await
}
