//! A person is gone: a tombstone, whose names are free again.

use super::{Person, Refusal, Status};
use crate::access::guards::owner_stays;
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};

impl Revision<Person> {
    /// Deletes the person (row 14 of the status machine); the last snapshot travels with the event.
    /// An owner is protected. Sessions end and links go with the same save.
    pub fn delete(&mut self, now: Timestamp) -> Result<(), Refusal> {
        if self.now.status == Status::Deleted {
            return Ok(());
        }
        owner_stays(&self.now)?;
        self.now.email_change = None;
        self.revoke_invitation();
        self.now.status = Status::Deleted;
        self.now.deleted_at = Some(now);
        self.tell(Event::plain(EventKind::UserDeleted));
        Ok(())
    }

    /// Tells that a directory tried to touch an owner and that this part was left out.
    pub fn protect_owner(&mut self) {
        self.tell(Event::plain(EventKind::OwnerProtected));
    }
}
