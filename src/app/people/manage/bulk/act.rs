//! What is done with each of many people.

use crate::people::Given;
use crate::people::manage::{
    AdjustScope, DeactivatePerson, DeletePerson, EnablePerson, GiveAccess, Mail, Parts,
    PersonError, ReactivatePerson, ResendInvitation, Saved, Which,
};
use muster_model::people::Status;
use muster_store::{Tx, Work};

/// One verb for many people.
#[derive(Clone, Debug)]
pub enum Act {
    /// Contacts become users.
    Enable {
        /// What is given by hand with it.
        given: Given,
        /// When the mail goes out.
        mail: Mail,
    },
    /// Contacts are invited, and whoever is invited already is mailed once more.
    Invite,
    /// This is given by hand, in place of what was given by hand before.
    Give(Given),
    /// These are added to what was given by hand.
    Add(Parts),
    /// These are taken from what was given by hand.
    Remove(Parts),
    /// They leave, for now.
    Deactivate,
    /// They are back.
    Reactivate,
    /// They are gone for good.
    Delete,
}

/// A verb for one of the people.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) which: Which,
    pub(super) act: Act,
}

impl Work for Turn {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        Box::pin(self.act(tx)).await
    }
}

impl Turn {
    async fn act(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let which = self.which.clone();
        match self.act.clone() {
            Act::Enable { given, mail } => EnablePerson { which, given, mail }.run(tx).await,
            Act::Invite => self.invite(tx).await,
            Act::Give(given) => GiveAccess { which, given }.run(tx).await,
            Act::Add(parts) => {
                let add = true;
                AdjustScope { which, add, parts }.run(tx).await
            }
            Act::Remove(parts) => {
                let add = false;
                AdjustScope { which, add, parts }.run(tx).await
            }
            Act::Deactivate => DeactivatePerson(which).run(tx).await,
            Act::Reactivate => ReactivatePerson(which).run(tx).await,
            Act::Delete => DeletePerson(which).run(tx).await,
        }
    }

    async fn invite(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let which = self.which.clone();
        // Looked at without a lock: each of the two refuses who is something else by then.
        let people = tx.people_unlocked();
        let found = people.get(which.account, which.person).await?;
        if found.is_some_and(|person| person.status == Status::NoAccess) {
            let (given, mail) = (Given::default(), Mail::Now);
            return EnablePerson { which, given, mail }.run(tx).await;
        }
        ResendInvitation(which).run(tx).await
    }
}
