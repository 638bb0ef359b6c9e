//! A person comes into being: a contact, not yet a user.

use super::{Link, Person, Profile, Status};
use crate::access::Access;
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::ids::{AccountId, PersonId};

/// What is needed to make a person.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The id it will have for ever.
    pub id: PersonId,
    /// Whose person it is.
    pub account: AccountId,
    /// What is known.
    pub profile: Profile,
    /// The connection that pushes it, if one does.
    pub link: Option<Link>,
    /// The sign-in user name, when it is predefined.
    pub username: Option<String>,
    /// The deleted person whom it follows.
    pub follows: Option<PersonId>,
}

impl Revision<Person> {
    /// A new contact: `no_access`, told as `user.created` (row 1 of the status machine).
    pub fn create(new: NewPerson, now: Timestamp) -> Self {
        let mut revision = Self::new(Person {
            id: new.id,
            account: new.account,
            sign_in: None,
            profile: new.profile,
            username: new.username,
            identity: None,
            status: Status::NoAccess,
            ended_by: None,
            owner: false,
            invitation: None,
            email_change: None,
            links: new.link.into_iter().collect(),
            former: Vec::new(),
            grants: Vec::new(),
            access: Access::nothing(),
            follows: new.follows,
            activated_at: None,
            last_login: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
            version: 1,
            sequence: 0,
        });
        revision.tell(Event::plain(EventKind::UserCreated));
        revision
    }

    /// Makes the person an owner of the account, who has every right in it.
    pub fn make_owner(&mut self) {
        self.now.owner = true;
    }

    /// Takes the ownership away: it is another person's from now on.
    pub fn end_ownership(&mut self) {
        self.now.owner = false;
    }
}
