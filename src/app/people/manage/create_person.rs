//! Somebody is written down: a contact, who has no access yet.

use super::edit::{Edit, Saved};
use super::{Card, CardError, Mail, PersonError};
use crate::people::Given;
use crate::people::username::read_plain;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::{NewPerson, Person, Profile, UserName};
use muster_store::{Tx, Work};
use serde_json::Map;

/// Makes a contact, or invites somebody new; the user name is the address unless one is given.
#[derive(Clone, Debug)]
pub struct CreatePerson {
    /// Of which account.
    pub account: AccountId,
    /// The card.
    pub card: Card,
    /// The user name of the sign-in, which the person then does not choose.
    pub username: Option<String>,
    /// What is given for the day on which they get access.
    pub given: Given,
    /// Whether that day is today.
    pub invite: bool,
    /// When the mail of the invitation goes out.
    pub mail: Mail,
}

impl Work for CreatePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        // What is given must not be removed before it is saved.
        tx.access().hold(self.account).await?;
        let email = self.card.email.clone().flatten();
        let name = self.card.user_name.clone().or(email);
        let name = name.ok_or(CardError::Nobody)?;
        let mut profile = Profile {
            user_name: UserName::parse(&name).map_err(CardError::from)?,
            attributes: Map::new(),
        };
        self.card.lay_over(&mut profile)?;
        let username = self.username.as_deref().map(read_plain).transpose();
        let username = username.map_err(|_| CardError::SignInName)?;
        let key = profile.user_name.key();
        let held = tx.people().by_user_name(self.account, &key).await?;
        if held.is_some() {
            return Err(PersonError::Taken("user name"));
        }
        let new = NewPerson {
            id: PersonId(tx.next_id()),
            account: self.account,
            profile,
            link: None,
            username,
            follows: None,
        };
        let revision = Revision::<Person>::create(new, tx.now());
        let mut edit = Edit::of(tx, self.account, revision).await?;
        edit.give_newcomer(tx, &self.given)?;
        if self.invite {
            edit.enable(tx, self.mail).await?;
        }
        edit.save(tx).await
    }
}
