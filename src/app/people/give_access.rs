//! What an administrator gives somebody who is there, or takes back.

use super::manual_grants::{Given, NotGiven};
use crate::access::{barred_kind, compile_with, hand, rulebook};
use crate::error::Kind;
use muster_model::access::guards::{self, Barred};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Person;
use muster_store::{Retry, StoreError, Tx, Work};

/// Gives a person a role, workspaces or a part of the fleet by hand, in place of what was given by
/// hand in the same dimension.
#[derive(Clone, Debug)]
pub struct GiveAccess {
    /// The account.
    pub account: AccountId,
    /// To whom.
    pub person: PersonId,
    /// What is given; what it does not name stays.
    pub given: Given,
}

/// Makes a person an owner in place of another one, who keeps what else they were given.
#[derive(Clone, Copy, Debug)]
pub struct PassOwnership {
    /// The account.
    pub account: AccountId,
    /// Who is an owner now.
    pub from: PersonId,
    /// Who shall be one: somebody who has joined and is active.
    pub to: PersonId,
}

/// Why the access of a person stayed as it is.
#[derive(Debug, thiserror::Error)]
pub enum GiveError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    NoPerson,
    /// The person whose ownership shall be passed on has none.
    #[error("this person is no owner of the account")]
    NoOwner,
    /// What was named cannot be given.
    #[error(transparent)]
    Given(#[from] NotGiven),
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl GiveError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson => Kind::NotFound,
            Self::NoOwner => Kind::Conflict,
            Self::Given(NotGiven::Barred(barred)) | Self::Barred(barred) => barred_kind(barred),
            Self::Given(_) => Kind::Invalid,
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPerson => "person.not_found",
            Self::NoOwner => "owner.none",
            Self::Given(NotGiven::Barred(barred)) | Self::Barred(barred) => barred.code(),
            Self::Given(_) => "person.grant_invalid",
            Self::Store(_) => "store",
        }
    }
}

impl Retry for GiveError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}

impl Work for GiveAccess {
    type Output = Person;
    type Error = GiveError;

    async fn run(&self, tx: &mut Tx) -> Result<Person, GiveError> {
        // Locked before the policy is read: whoever changes it meanwhile compiles this person later.
        let person = tx.people().get(self.account, self.person).await?;
        let mut revision = Revision::of(person.ok_or(GiveError::NoPerson)?);
        let rulebook = rulebook(&tx.access(), self.account).await?;
        let hand = hand(tx, self.account, rulebook.policy()).await?;
        self.given
            .grant(tx, &hand, rulebook.policy(), &mut revision)?;
        compile_with(tx, &rulebook, &mut revision).await?;
        Ok(save(tx, revision).await?)
    }
}

impl Work for PassOwnership {
    type Output = Person;
    type Error = GiveError;

    async fn run(&self, tx: &mut Tx) -> Result<Person, GiveError> {
        let ids = [self.from, self.to];
        let mut people = tx.people().get_many(self.account, &ids).await?.into_iter();
        let (mut from, mut to) = (None, None);
        for person in people.by_ref() {
            match person.id {
                id if id == self.from => from = Some(person),
                _ => to = Some(person),
            }
        }
        let (Some(from), Some(to)) = (from, to) else {
            return Err(GiveError::NoPerson);
        };
        if !from.owner {
            return Err(GiveError::NoOwner);
        }
        let rulebook = rulebook(&tx.access(), self.account).await?;
        guards::transfer(&hand(tx, self.account, rulebook.policy()).await?, &to)?;
        let (mut from, mut to) = (Revision::of(from), Revision::of(to));
        from.end_ownership();
        to.make_owner();
        for revision in [&mut from, &mut to] {
            compile_with(tx, &rulebook, revision).await?;
        }
        save(tx, from).await?;
        Ok(save(tx, to).await?)
    }
}

async fn save(tx: &Tx, revision: Revision<Person>) -> Result<Person, StoreError> {
    let unchanged = revision.now().clone();
    match revision.close(tx.now()) {
        None => Ok(unchanged),
        Some(change) => tx.people().save(change).await,
    }
}
