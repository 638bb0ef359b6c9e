//! The ownership of an account is passed on.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use muster_model::access::guards;
use muster_model::ids::PersonId;
use muster_store::{Tx, Work};

/// Makes somebody who has joined an owner and, when `from` is named, that owner one no more, in the
/// same transaction. Only an owner does so.
#[derive(Clone, Debug)]
pub struct TransferOwnership {
    /// Who becomes an owner.
    pub to: Which,
    /// Whose ownership ends with it.
    pub from: Option<PersonId>,
}

impl Work for TransferOwnership {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        // Two who pass it on at once take turns, or each would count on the other's owner.
        tx.access().lock(self.to.account).await?;
        let from = self.from.filter(|from| *from != self.to.person);
        let former = from.map(|person| Which {
            account: self.to.account,
            person,
            if_match: None,
        });
        // People are locked by id.
        let first_is_new = from.is_none_or(|from| self.to.person < from);
        let mut new = None;
        if first_is_new {
            new = Some(Edit::open(tx, &self.to).await?);
        }
        let old = match &former {
            Some(which) => Some(Edit::open(tx, which).await?),
            None => None,
        };
        let mut new = match new {
            Some(new) => new,
            None => Edit::open(tx, &self.to).await?,
        };
        if let Some(old) = &old
            && !old.revision.now().owner
        {
            return Err(PersonError::NoOwner);
        }
        if let Some(old) = &old {
            let to = new.revision.now();
            let outside = usize::from(to.links.is_empty());
            let others = tx.people_unlocked().owners(self.to.account).await?;
            let (old, others) = (old.revision.now(), others.iter());
            let others = others.filter(|one| one.id != old.id && one.id != to.id);
            let others = others.filter(|one| guards::is_owner_outside(one)).count();
            guards::last_owner(old, others + outside)?;
        }
        guards::transfer(&new.hand, new.revision.now())?;
        new.revision.make_owner();
        let person = new.save(tx).await?;
        if let Some(mut old) = old {
            old.revision.end_ownership();
            old.save(tx).await?;
        }
        Ok(person)
    }
}
