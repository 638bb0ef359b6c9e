//! A change and its consequences: what was, what is, what is told, what is mailed.
//!
//! A [`Revision`] is a change in the making: transitions are methods on it. Closing it gives a
//! [`Change`], or nothing when nothing changed; and a `Change` is all that a repository's `save`
//! accepts. So no row can be written without its events, and no event without its row.

use crate::clock::Timestamp;
use crate::event::{Event, SubjectKind};
use crate::letter::Letter;

/// A thing with an identity that is changed as a whole: a person, a group, a connection.
pub trait Aggregate: Clone {
    /// What changes beside the row itself, such as the members of a group.
    type Delta: Default;
    /// What events about it call it.
    const KIND: SubjectKind;

    /// Whether two states look the same to a reader: an unlike pair raises the version.
    fn looks_like(&self, other: &Self) -> bool;
    /// Whether two states are stored alike: an unlike pair is written.
    fn equals(&self, other: &Self) -> bool;
    /// Whether the delta changes nothing.
    fn is_empty(delta: &Self::Delta) -> bool;
    /// Raises the version (the `ETag`) and moves the time of the last change.
    fn touch(&mut self, at: Timestamp);
    /// The number of the last event about it.
    fn sequence(&mut self) -> &mut i64;
}

/// A change in the making.
#[derive(Debug)]
pub struct Revision<T: Aggregate> {
    before: Option<T>,
    pub(crate) now: T,
    pub(crate) delta: T::Delta,
    events: Vec<Event>,
    letters: Vec<Letter>,
}

impl<T: Aggregate> Revision<T> {
    /// Opens what exists for change.
    pub fn of(existing: T) -> Self {
        Self {
            now: existing.clone(),
            before: Some(existing),
            delta: T::Delta::default(),
            events: Vec::new(),
            letters: Vec::new(),
        }
    }

    /// Opens something new.
    pub(crate) fn new(fresh: T) -> Self {
        Self {
            now: fresh,
            before: None,
            delta: T::Delta::default(),
            events: Vec::new(),
            letters: Vec::new(),
        }
    }

    /// The state so far.
    pub fn now(&self) -> &T {
        &self.now
    }

    /// The state before the change; nothing when it is new.
    pub fn before(&self) -> Option<&T> {
        self.before.as_ref()
    }

    /// Adds an event; two updates within one commit are told as one.
    pub(crate) fn tell(&mut self, event: Event) {
        let told = self.events.iter_mut().find(|told| told.kind == event.kind);
        match told {
            Some(told) if event.kind.is_update() => told.merge(event),
            _ => self.events.push(event),
        }
    }

    pub(crate) fn mail(&mut self, letter: Letter) {
        self.letters.push(letter);
    }

    /// Closes the change; `None` when nothing changed, and then nothing is written or told.
    ///
    /// Events are put in the order that subscribers rely on and numbered from the subject's own
    /// counter; the version rises only when a reader would see a difference.
    pub fn close(mut self, at: Timestamp) -> Option<Change<T>> {
        let unchanged = self.before.as_ref().is_some_and(|b| b.equals(&self.now));
        if unchanged && self.events.is_empty() && T::is_empty(&self.delta) {
            return None;
        }
        let seen = match &self.before {
            None => false,
            Some(before) => !before.looks_like(&self.now) || !T::is_empty(&self.delta),
        };
        if seen {
            self.now.touch(at);
        }
        self.events.sort_by_key(|event| event.kind.rank());
        for event in &mut self.events {
            let sequence = self.now.sequence();
            *sequence += 1;
            event.sequence = *sequence;
        }
        Some(Change {
            before: self.before,
            after: self.now,
            delta: self.delta,
            events: self.events,
            letters: self.letters,
        })
    }
}

/// A change that is complete: the only thing that a repository saves.
#[derive(Debug)]
#[must_use = "a change that is not saved is lost"]
pub struct Change<T: Aggregate> {
    before: Option<T>,
    after: T,
    delta: T::Delta,
    events: Vec<Event>,
    letters: Vec<Letter>,
}

impl<T: Aggregate> Change<T> {
    /// What stands in the database; nothing when it is new.
    pub fn before(&self) -> Option<&T> {
        self.before.as_ref()
    }

    /// What shall stand there. A deleted thing is a tombstone: its own status says so.
    pub fn after(&self) -> &T {
        &self.after
    }

    /// What changes beside the row.
    pub fn delta(&self) -> &T::Delta {
        &self.delta
    }

    /// What subscribers are told, in order and numbered.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The mails that leave with it.
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The new state alone, for the answer after it was saved.
    pub fn into_after(self) -> T {
        self.after
    }
}
