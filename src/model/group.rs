//! Directory groups: a header of their own, and members that are rows, never a list in memory.

use crate::access::Projected;
use crate::change::{Aggregate, Revision};
use crate::clock::Timestamp;
use crate::event::{Event, EventKind, SubjectKind};
use crate::ids::{AccountId, ConnectionId, GroupId};
use crate::people::changed_paths;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// How many members one `group.members_changed` names at most; more make more events.
pub const MEMBERS_PER_EVENT: usize = 500;

/// The header of one group that a connection pushes.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The id everywhere.
    pub id: GroupId,
    /// Whose group it is.
    pub account: AccountId,
    /// Which connection pushes it.
    pub connection: ConnectionId,
    /// Its name, unique within the connection without regard to case.
    pub display_name: String,
    /// The connection's own key for it.
    pub external_id: Option<String>,
    /// Since when it is known.
    pub created_at: Timestamp,
    /// The last change that a reader sees.
    pub updated_at: Timestamp,
    /// Since when it is gone.
    pub deleted_at: Option<Timestamp>,
    /// The version of the representation: the `ETag`.
    pub version: i64,
    /// The number of the last event.
    pub sequence: i64,
    /// What the account's own extensions hold, under their URNs.
    pub attributes: Map<String, Value>,
    /// What its members are given; nothing for a group of the directory's own.
    pub projects: Option<Projected>,
}

/// Whether a member is a person or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberKind {
    /// A person.
    User,
    /// Another group, whose members count as well.
    Group,
}

impl MemberKind {
    /// What the database stores.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
        }
    }
}

/// One member, as rows and subscribers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The id of the person or group.
    pub id: Uuid,
    /// Which of both it is.
    pub kind: MemberKind,
    /// The connection's own key for it.
    pub external_id: Option<String>,
    /// The `userName` of a person, the name of a group.
    pub name: String,
}

/// The membership rows that really change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// Who joins.
    pub added: Vec<Member>,
    /// Who leaves.
    pub removed: Vec<Member>,
    /// Unknown ids that are remembered until somebody of that id appears (decision 11 of the house).
    pub pending_added: Vec<String>,
    /// Remembered ids that are forgotten.
    pub pending_removed: Vec<String>,
}

/// What is needed to make a group.
#[derive(Clone, Debug)]
pub struct NewGroup {
    /// The id it will have for ever.
    pub id: GroupId,
    /// Whose group it is.
    pub account: AccountId,
    /// Which connection pushes it.
    pub connection: ConnectionId,
    /// Its name.
    pub display_name: String,
    /// The connection's own key for it.
    pub external_id: Option<String>,
    /// What the account's own extensions hold, under their URNs.
    pub attributes: Map<String, Value>,
    /// What its members are given; nothing for a group of the directory's own.
    pub projects: Option<Projected>,
}

impl Revision<Group> {
    /// A new group, told as `group.created`.
    pub fn create(new: NewGroup, now: Timestamp) -> Self {
        let mut revision = Self::new(Group {
            id: new.id,
            account: new.account,
            connection: new.connection,
            display_name: new.display_name,
            external_id: new.external_id,
            created_at: now,
            updated_at: now,
            deleted_at: None,
            version: 1,
            sequence: 0,
            attributes: new.attributes,
            projects: new.projects,
        });
        revision.tell(Event::plain(EventKind::GroupCreated));
        revision
    }

    /// Takes a name, the connection's key and what extensions hold; the same ones change nothing.
    pub fn rename(
        &mut self,
        display_name: String,
        external_id: Option<String>,
        attributes: Map<String, Value>,
    ) {
        let mut previous = Map::new();
        if self.now.display_name != display_name {
            let old = std::mem::replace(&mut self.now.display_name, display_name);
            previous.insert("displayName".to_owned(), Value::String(old));
        }
        if self.now.external_id != external_id {
            let old = std::mem::replace(&mut self.now.external_id, external_id);
            previous.insert("externalId".to_owned(), json!(old));
        }
        if self.now.attributes != attributes {
            changed_paths(&self.now.attributes, &attributes, &mut previous);
            self.now.attributes = attributes;
        }
        if !previous.is_empty() {
            self.tell(Event::changed(EventKind::GroupUpdated, previous));
        }
    }

    /// Takes the membership rows that really change and tells of them, 500 an event.
    pub fn members(&mut self, members: Members) {
        let added = members.added.iter().map(|member| (true, member));
        let removed = members.removed.iter().map(|member| (false, member));
        let all: Vec<(bool, &Member)> = added.chain(removed).collect();
        for part in all.chunks(MEMBERS_PER_EVENT) {
            let named = |joined: bool| -> Vec<Value> {
                part.iter()
                    .filter(|(j, _)| *j == joined)
                    .map(|(_, m)| named(m))
                    .collect()
            };
            let body = json!({"added": named(true), "removed": named(false)});
            let mut event = Event::plain(EventKind::GroupMembersChanged).with("members", body);
            event.changed = vec!["members".to_owned()];
            self.tell(event);
        }
        self.delta = members;
    }

    /// Deletes the group; its memberships go with the same save.
    pub fn delete(&mut self, now: Timestamp) {
        if self.now.deleted_at.is_none() {
            self.now.deleted_at = Some(now);
            self.tell(Event::plain(EventKind::GroupDeleted));
        }
    }
}

fn named(member: &Member) -> Value {
    let name = match member.kind {
        MemberKind::User => "userName",
        MemberKind::Group => "displayName",
    };
    json!({"id": member.id, "externalId": member.external_id, name: member.name})
}

impl Aggregate for Group {
    type Delta = Members;
    const KIND: SubjectKind = SubjectKind::Group;

    fn looks_like(&self, other: &Self) -> bool {
        self.display_name == other.display_name
            && self.external_id == other.external_id
            && self.attributes == other.attributes
            && self.deleted_at == other.deleted_at
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    fn is_empty(delta: &Members) -> bool {
        *delta == Members::default()
    }

    fn touch(&mut self, at: Timestamp) {
        self.version += 1;
        self.updated_at = at;
    }

    fn sequence(&mut self) -> &mut i64 {
        &mut self.sequence
    }
}
