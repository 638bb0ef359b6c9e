//! Inviting a person, as an administrator does it: the seeds' Invite User.

use super::contact::contact;
use super::manual_grants::{Given, NotGiven};
use crate::access::{barred_kind, compile_with, hand, rulebook};
use crate::assignment::{becomes_guest, not_a_guest};
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::access::guards::Unassignable;
use muster_model::access::{Source, guards};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, InvitationId, PersonId};
use muster_model::people::{
    Address, Invitation, InvitationState, NotAnAddress, Person, Reach, Status,
};
use muster_model::secret::Purpose;
use muster_store::{Acting, Constraint, Retry, StoreError, Tx, Work};

/// Whom to invite, and with what.
#[derive(Clone, Debug)]
pub struct InvitePerson {
    /// Into which account.
    pub account: AccountId,
    /// At which address.
    pub address: Address,
    /// Whether as an owner of the account.
    pub owner: bool,
    /// What is given by hand.
    pub given: Given,
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Who it is.
    pub person: PersonId,
    /// The same link that the mail carries.
    pub activation_url: String,
    /// Whether they were invited before: nothing was changed, and no mail goes out.
    pub already: bool,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// No mail could reach it.
    #[error(transparent)]
    Address(#[from] NotAnAddress),
    /// What was named cannot be given.
    #[error(transparent)]
    Given(#[from] NotGiven),
    /// They would see nothing as a guest.
    #[error(transparent)]
    Guest(#[from] Unassignable),
    /// Somebody of the account has this address, or this name, already.
    #[error("somebody of this account has this address and is {0}")]
    Member(&'static str),
    /// Who is invited already keeps what they were invited with.
    #[error(
        "somebody with this address is invited already, with other access, and nothing was \
         changed: `PUT /api/v1/people/{0}/grants` changes what they are given"
    )]
    Invited(PersonId),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl InviteError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Given(NotGiven::Barred(barred)) => barred_kind(barred),
            Self::Address(_) | Self::Given(_) => Kind::Invalid,
            Self::Guest(_) | Self::Member(_) | Self::Invited(_) => Kind::Conflict,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "person.address_invalid",
            Self::Given(NotGiven::Barred(barred)) => barred.code(),
            Self::Given(_) => "person.grant_invalid",
            Self::Guest(why) => why.code(),
            Self::Member(_) | Self::Invited(_) => "person.address_taken",
            Self::Store(_) => "store",
        }
    }
}

impl Retry for InviteError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}

/// Invites a person: a new one, or a contact without access. Somebody who is invited already keeps
/// the same link and what they were given, and gets no second mail.
pub async fn invite_person(
    ctx: &Ctx,
    acting: Acting,
    invite: InvitePerson,
) -> Result<Invited, InviteError> {
    let (person, invitation, already) = ctx.store.perform(acting, invite).await?;
    let (id, version) = (invitation.id.0, invitation.version);
    Ok(Invited {
        person,
        activation_url: ctx.mailed_link("activate", Purpose::Invitation, id, version),
        already,
    })
}

impl Work for InvitePerson {
    type Output = (PersonId, Invitation, bool);
    type Error = InviteError;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Output, InviteError> {
        // What is given must not be removed before it is saved.
        tx.access().hold(self.account).await?;
        let mut revision = self.revision(tx).await?;
        let rulebook = rulebook(&tx.access(), self.account).await?;
        let policy = rulebook.policy();
        let hand = hand(tx, self.account, policy).await?;
        let newcomer = revision.now().status == Status::NoAccess && !self.owner;
        let given = if newcomer {
            &self.given.where_there_is_one(&hand, policy, revision.now())
        } else {
            &self.given
        };
        given.grant(tx, &hand, policy, &mut revision)?;
        if self.owner {
            guards::may_make_owner(&hand).map_err(NotGiven::from)?;
            revision.make_owner();
        }
        let already = revision.now().status == Status::Invited;
        if already && gives_more(&revision) {
            return Err(InviteError::Invited(revision.now().id));
        }
        let (reach, id) = (Reach::At(self.address.clone()), tx.next_id());
        let lifetime = Invitation::LIFETIME;
        if revision.now().status == Status::NoAccess {
            revision.enable(&reach, InvitationId(id), lifetime, tx.now());
            // What directories said of a contact before is over: no routine write takes this back.
            revision.called_active();
        }
        compile_with(tx, &rulebook, &mut revision).await?;
        if becomes_guest(revision.before(), revision.now())
            && let Some(why) = not_a_guest(tx, revision.now(), true).await?
        {
            return Err(why.into());
        }
        let person = revision.now().clone();
        if let Some(change) = revision.close(tx.now()) {
            tx.people().save(change).await.map_err(taken)?;
        }
        match person.invitation {
            Some(invitation) => Ok((person.id, invitation, already)),
            None => Err(InviteError::Member(person.status.as_str())),
        }
    }
}

impl InvitePerson {
    /// The person to invite: new, a contact without access, or somebody who holds an invitation.
    async fn revision(&self, tx: &Tx) -> Result<Revision<Person>, InviteError> {
        let (people, key) = (tx.people(), self.address.key());
        let mut held = people.by_sign_in(self.account, &key).await?;
        if held.is_none() {
            held = people.by_user_name(self.account, &key).await?;
        }
        let Some(person) = held else {
            let id = PersonId(tx.next_id());
            let new = contact(id, self.account, &self.address);
            return Ok(Revision::<Person>::create(new, tx.now()));
        };
        match person.status {
            Status::NoAccess => Ok(Revision::of(person)),
            Status::Invited if self.holds_a_link(&person, tx) => Ok(Revision::of(person)),
            status => Err(InviteError::Member(status.as_str())),
        }
    }

    fn holds_a_link(&self, person: &Person, tx: &Tx) -> bool {
        let here = person.sign_in.as_ref();
        let sent = person.invitation.as_ref();
        here.is_some_and(|address| address.same(&self.address))
            && sent.is_some_and(|i| i.state == InvitationState::Sent && tx.now() < i.expires_at)
    }
}

fn taken(error: StoreError) -> InviteError {
    match error {
        StoreError::Conflict(Constraint::UserName | Constraint::SignInAddress) => {
            InviteError::Member("known")
        }
        error => error.into(),
    }
}

/// Whether somebody who is invited would be given something else than they were.
fn gives_more(revision: &Revision<Person>) -> bool {
    let given = |person: &Person| {
        let by_hand = person
            .grants
            .iter()
            .filter(|one| one.source == Source::Manual);
        let mut values: Vec<_> = by_hand
            .map(|one| (one.dimension, one.value.clone()))
            .collect();
        values.sort();
        (values, person.owner)
    };
    let before = revision.before().map(given);
    before.is_none_or(|before| before != given(revision.now()))
}
