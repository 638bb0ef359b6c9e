//! `DELETE /Users/{id}` (RFC 7644 3.6).

use super::find::visible;
use crate::assignment::on_leaving;
use crate::people::promote_held;
use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use crate::provision::grants;
use crate::provision::group::leave_groups;
use crate::provision::version;
use muster_model::access::Source;
use muster_model::change::Revision;
use muster_model::group::Group;
use muster_model::ids::PersonId;
use muster_model::people::{Person, Refusal};
use muster_store::{StoreError, Tx, Work};

/// Deletes a person: a tombstone, whose names are free and whose history stays.
#[derive(Clone, Debug)]
pub struct DeleteUser {
    /// Who asks.
    pub caller: Caller,
    /// The id in the URL.
    pub id: String,
    /// The `If-Match` header.
    pub if_match: Option<String>,
}

impl Work for DeleteUser {
    type Output = Vec<String>;
    type Error = ProvisionError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<String>, ProvisionError> {
        let id: PersonId = self.id.parse().map_err(|_| not_found())?;
        // Groups are locked before people, everywhere.
        let groups = tx
            .groups()
            .having_member(self.caller.account(), id.0)
            .await?;
        let person = visible(tx, &self.caller, &self.id).await?;
        // Whoever puts the person into a group locks them first: what was not there when the groups
        // were read is there now, and its group has to be locked before the person.
        if tx.groups().has_joined_meanwhile(&groups, id).await? {
            return Err(StoreError::Busy.into());
        }
        version::check(person.version, self.if_match.as_deref())?;
        let mut revision = Revision::of(person);
        if !revision.unlink(self.caller.id()) {
            return self.leave(tx, revision, groups).await;
        }
        if let Err(why) = revision.delete(tx.now()) {
            return self.protect(tx, revision, groups, &why).await;
        }
        leave_groups(tx, groups, id.0).await?;
        let address = revision.now().sign_in.clone();
        save(tx, revision).await?;
        promote_held(tx, self.caller.account(), address.as_ref(), None).await?;
        Ok(Vec::new())
    }
}

impl DeleteUser {
    /// Another directory still knows the person: only this one's hold ends, with the memberships
    /// and the grants that came from it.
    async fn leave(
        &self,
        tx: &mut Tx,
        mut revision: Revision<Person>,
        groups: Vec<Group>,
    ) -> Result<Vec<String>, ProvisionError> {
        self.let_go(tx, &mut revision, groups).await?;
        let mut notes = vec!["another connection is linked to this person, who stays".to_owned()];
        // The owner is protected; whoever else nobody calls active any more is not.
        if !revision.now().links.iter().any(|link| link.active)
            && let Err(why) = revision.deactivate(self.caller.actor())
        {
            revision.protect_owner();
            notes.push(format!("left out: {why}"));
        }
        on_leaving(tx, &mut revision, self.caller.id()).await?;
        notes.extend(grants::compile_person(tx, &mut revision).await?);
        save(tx, revision).await?;
        Ok(notes)
    }

    /// The owner stays; the connection no longer sees them, and what came from it is gone the day that
    /// they own nothing any more.
    async fn protect(
        &self,
        tx: &mut Tx,
        mut revision: Revision<Person>,
        groups: Vec<Group>,
        why: &Refusal,
    ) -> Result<Vec<String>, ProvisionError> {
        self.let_go(tx, &mut revision, groups).await?;
        revision.protect_owner();
        on_leaving(tx, &mut revision, self.caller.id()).await?;
        let mut notes = vec![format!("left out: {why}")];
        notes.extend(grants::compile_person(tx, &mut revision).await?);
        save(tx, revision).await?;
        Ok(notes)
    }

    /// Takes back the memberships and the grants that came from this directory.
    async fn let_go(
        &self,
        tx: &mut Tx,
        revision: &mut Revision<Person>,
        mut groups: Vec<Group>,
    ) -> Result<(), ProvisionError> {
        let connection = self.caller.id();
        groups.retain(|group| group.connection == connection);
        leave_groups(tx, groups, revision.now().id.0).await?;
        revision.withdraw(&Source::Scim { connection });
        Ok(())
    }
}

async fn save(tx: &mut Tx, revision: Revision<Person>) -> Result<(), ProvisionError> {
    if let Some(change) = revision.close(tx.now()) {
        tx.people().save(change).await?;
    }
    Ok(())
}
