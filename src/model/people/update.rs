//! The profile changes, a connection takes hold, a user name is predefined.

use super::profile::EXTENSION;
use super::{Link, Person, Profile};
use crate::change::Revision;
use crate::event::{Event, EventKind};
use crate::ids::ConnectionId;
use serde_json::Value;

impl Revision<Person> {
    /// Takes a new profile (row 8 of the status machine); the same profile changes nothing.
    pub fn apply(&mut self, profile: Profile) {
        let previous = profile.previous(&self.now.profile);
        self.now.profile = profile;
        if !previous.is_empty() {
            self.tell(Event::changed(EventKind::UserUpdated, previous));
        }
    }

    /// Predefines the sign-in user name, or leaves it to the person; who has joined keeps their own.
    pub fn predefine_username(&mut self, username: Option<String>) {
        if self.now.identity.is_some() || self.now.username == username {
            return;
        }
        let old = std::mem::replace(&mut self.now.username, username);
        let path = format!("{EXTENSION}:username");
        let old = old.map_or(Value::Null, Value::String);
        let previous = [(path, old)].into_iter().collect();
        self.tell(Event::changed(EventKind::UserUpdated, previous));
    }

    /// Links the person to a connection, or changes that connection's own key for them.
    pub fn link(&mut self, link: Link) {
        match self
            .now
            .links
            .iter_mut()
            .find(|l| l.connection == link.connection)
        {
            None => self.now.links.push(link),
            Some(held) if held.external_id == link.external_id => {}
            Some(held) => {
                let old = held.external_id.clone().map_or(Value::Null, Value::String);
                held.external_id = link.external_id;
                let previous = [("externalId".to_owned(), old)].into_iter().collect();
                self.tell(Event::changed(EventKind::UserUpdated, previous));
            }
        }
    }

    /// Notes what a connection says of the one record of a guest.
    pub fn says_guest_record(&mut self, connection: ConnectionId, said: Option<String>) {
        let mut links = self.now.links.iter_mut();
        if let Some(link) = links.find(|link| link.connection == connection) {
            link.guest_record = said;
        }
    }

    /// Notes that a person gave the access: what directories said of `active` before is over.
    pub fn called_active(&mut self) {
        for link in &mut self.now.links {
            link.active = true;
        }
    }

    /// Remembers what a connection said of `active`; true when any connection says active.
    pub fn told_active(&mut self, connection: ConnectionId, active: bool) -> bool {
        if let Some(link) = self
            .now
            .links
            .iter_mut()
            .find(|l| l.connection == connection)
        {
            link.active = active;
        }
        self.now.links.iter().any(|link| link.active)
    }
}
