//! What a directory told: a SCIM document taken apart into the words of the model.

use crate::provision::Caller;
use crate::provision::named::{Named, Reach};
use crate::provision::named_role::NamedRole;
use muster_model::people::{GUEST_RECORD, Person, Profile, UserName, gives_access};
use muster_scim::error::Error;
use muster_scim::schema::{CORE_USER, MUSTER_USER};
use serde_json::{Map, Value};

/// A User as a directory wants it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The profile, with the access attributes as they were sent.
    pub(super) profile: Profile,
    /// The directory's own key.
    pub(super) external_id: Option<String>,
    /// Whether the person shall have access; `None` when nothing was said.
    pub(super) active: Option<bool>,
    /// The predefined sign-in user name.
    pub(super) username: Option<String>,
    /// What the request spoke of.
    pub(super) named: Named,
    /// How far the profile is its word.
    pub(super) reach: Reach,
}

impl Told {
    /// Takes a document apart that the schema has already checked, as it shall be after a request
    /// that named these attributes.
    pub(super) fn from_document(
        document: Value,
        named: Vec<String>,
        reach: Reach,
    ) -> Result<Self, Error> {
        let Value::Object(mut attributes) = document else {
            return Err(Error::invalid_syntax("a User is a JSON object"));
        };
        for own in ["schemas", "id", "meta", "groups", CORE_USER] {
            attributes.remove(own);
        }
        let user_name = take_text(&mut attributes, "userName")
            .ok_or_else(|| Error::invalid_value("userName is required"))?;
        let user_name =
            UserName::parse(&user_name).map_err(|wrong| Error::invalid_value(wrong.to_string()))?;
        let external_id = take_text(&mut attributes, "externalId").filter(|id| !id.is_empty());
        let active = attributes
            .remove("active")
            .and_then(|active| active.as_bool());
        let mut predefined = None;
        if let Some(Value::Object(own)) = attributes.get_mut(MUSTER_USER) {
            predefined = take_text(own, "username");
            own.retain(|name, _| is_kept(name));
            if own.is_empty() {
                attributes.remove(MUSTER_USER);
            }
        }
        Ok(Self {
            profile: Profile {
                user_name,
                attributes,
            },
            external_id,
            active,
            username: predefined,
            named: Named::new(named),
            reach,
        })
    }

    /// The access attributes as they were sent; what is absent was not spoken of.
    pub(super) fn access(&self) -> Map<String, Value> {
        access_of(&self.profile)
    }

    /// What is said of each access attribute that the request names, the role aside; null is that
    /// there is nothing.
    pub(super) fn access_named(&self) -> Map<String, Value> {
        let told = self.access();
        let named = self.named.access().filter(|name| *name != "role");
        let said = |name: &str| told.get(name).cloned().unwrap_or_default();
        named.map(|name| (name.to_owned(), said(name))).collect()
    }

    /// The role that the request names; nothing when it speaks of none. Of our `role` and core
    /// `roles` the one that it does not name counts as well when no other directory can have
    /// written it.
    pub(super) fn role_named(&self, alone: bool) -> Option<NamedRole> {
        let (own, core) = (self.named.has_own("role"), self.named.has("roles"));
        let said = NamedRole::said(&self.profile, own || alone, core || alone);
        (own || core).then_some(said)
    }

    /// Whether the request itself takes the access away.
    pub(super) fn takes_leave(&self) -> bool {
        self.active == Some(false) && self.named.has("active")
    }

    /// Keeps what a POST for somebody who is there already did not speak of: the access attributes, the
    /// record of a guest, `roles`, the name to sign in with, this connection's own key, and extensions that the account took away.
    pub(super) fn keep_of(&mut self, person: &Person, caller: &Caller) {
        let told = own_of(&self.profile, is_given);
        for (name, value) in own_of(&person.profile, is_given) {
            if !told.contains_key(&name) && !self.named.has_own(&name) {
                self.set_access(&name, Some(value));
            }
        }
        if let Some(roles) = person.profile.attributes.get("roles")
            && !self.named.has("roles")
        {
            let attributes = &mut self.profile.attributes;
            attributes.entry("roles").or_insert_with(|| roles.clone());
        }
        if self.username.is_none() || person.identity.is_some() {
            self.username.clone_from(&person.username);
        }
        if self.external_id.is_none() {
            self.external_id = person
                .link(caller.id())
                .and_then(|link| link.external_id.clone());
        }
        for (urn, value) in &person.profile.attributes {
            if urn.starts_with("urn:") && caller.user_type().extension(urn).is_none() {
                self.profile.attributes.insert(urn.clone(), value.clone());
            }
        }
    }

    /// Keeps what others told of somebody whom this connection adopts, as far as it does not speak of
    /// it: a first sync wipes nothing.
    pub(super) fn keep_profile_of(&mut self, person: &Person) {
        self.reach = Reach::Parts;
        let mut profile = person.profile.clone();
        if let Some(Value::Object(own)) = profile.attributes.get_mut(MUSTER_USER) {
            // What it clears it gives nothing of: the word of others must not become its own.
            own.retain(|name, _| !self.named.has_own(name));
            if own.is_empty() {
                profile.attributes.remove(MUSTER_USER);
            }
        }
        for (name, held) in profile.attributes {
            match (self.profile.attributes.get_mut(&name), held) {
                (None, held) => {
                    self.profile.attributes.insert(name, held);
                }
                (Some(Value::Object(told)), Value::Object(held)) => {
                    for (name, held) in held {
                        told.entry(name).or_insert(held);
                    }
                }
                (Some(_), _) => {}
            }
        }
    }

    /// Puts core `roles` back as they were, when what they name was not allowed.
    pub(super) fn set_roles(&mut self, roles: Option<Value>) {
        let attributes = &mut self.profile.attributes;
        match roles {
            Some(roles) => attributes.insert("roles".to_owned(), roles),
            None => attributes.remove("roles"),
        };
    }

    /// Leaves an access attribute out that was not allowed, or puts one in.
    pub(super) fn set_access(&mut self, name: &str, value: Option<Value>) {
        let own = self
            .profile
            .attributes
            .entry(MUSTER_USER.to_owned())
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(own) = own {
            match value {
                Some(value) => own.insert(name.to_owned(), value),
                None => own.remove(name),
            };
            if own.is_empty() {
                self.profile.attributes.remove(MUSTER_USER);
            }
        }
    }
}

/// The access attributes that a profile holds as they were sent.
pub(super) fn access_of(profile: &Profile) -> Map<String, Value> {
    own_of(profile, gives_access)
}

/// What a profile holds of Muster's own extension under these names.
fn own_of(profile: &Profile, is_meant: impl Fn(&str) -> bool) -> Map<String, Value> {
    let Some(Value::Object(own)) = profile.attributes.get(MUSTER_USER) else {
        return Map::new();
    };
    own.iter()
        .filter(|(name, _)| is_meant(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Whether an attribute gives something: access, or the record of a guest.
fn is_given(name: &str) -> bool {
    gives_access(name) || name == GUEST_RECORD
}

/// Muster's own extension is kept as far as a directory may write it.
fn is_kept(name: &str) -> bool {
    is_given(name) || ["licenceNumber", "classifications"].contains(&name)
}

fn take_text(attributes: &mut Map<String, Value>, name: &str) -> Option<String> {
    match attributes.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}
