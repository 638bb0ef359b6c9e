//! What a request names: what it does not name is left alone (decision 25 of the house).

use muster_model::people::{Profile, Rewritten, gives_access};
use muster_scim::schema::{Kind, MUSTER_USER, Resolved, ResourceType};
use serde_json::Value;

/// The attributes that a request spoke of, by full name.
#[derive(Clone, Debug, Default)]
pub(super) struct Named(Vec<String>);

/// How far a profile is the word of the request that wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of it: what was not sent is cleared (RFC 7644 3.5.1).
    Whole,
    /// What it names, laid over what was there.
    Parts,
    /// Not at all: people keep it.
    Nothing,
}

impl Named {
    /// These names, as they were read.
    pub(super) fn new(names: Vec<String>) -> Self {
        Self(names)
    }

    /// Whether it speaks of an attribute, by its full name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|named| named == name)
    }

    /// Whether it speaks of an attribute of our own extension.
    pub(super) fn has_own(&self, name: &str) -> bool {
        self.has(&format!("{MUSTER_USER}:{name}"))
    }

    /// Whether it speaks of anything that gives access.
    pub(super) fn gives(&self) -> bool {
        self.has("roles") || self.has("entitlements") || self.access().next().is_some()
    }

    /// The attributes of our own extension that give access and that it speaks of.
    pub(super) fn access(&self) -> impl Iterator<Item = &str> {
        let own = self.0.iter().filter_map(|name| {
            let rest = name.strip_prefix(MUSTER_USER)?;
            rest.strip_prefix(':')
        });
        own.filter(|name| gives_access(name))
    }

    /// What it has written anew, of a profile that it wrote.
    pub(super) fn rewritten(
        &self,
        reach: Reach,
        profile: &Profile,
        kind: &ResourceType,
    ) -> Rewritten {
        if reach == Reach::Whole && self.covers(profile) {
            return Rewritten::Everything;
        }
        let rewritten = |one: &Resolved<'_>| match reach {
            Reach::Nothing => false,
            Reach::Whole => self.has(&one.canonical()) || !holds(profile, one),
            // Of a list or a complex value a request may name a part.
            Reach::Parts => {
                let simple = one.attribute.kind != Kind::Complex && !one.attribute.multi_valued;
                simple && self.has(&one.canonical())
            }
        };
        let all = kind.attributes().filter(rewritten);
        Rewritten::Only(all.map(|one| one.canonical()).collect())
    }

    /// Whether it names all that a profile holds.
    fn covers(&self, profile: &Profile) -> bool {
        profile.attributes.iter().all(|(name, value)| match value {
            Value::Object(inner) if name.starts_with("urn:") => {
                let mut inner = inner.keys();
                inner.all(|inner| self.has(&format!("{name}:{inner}")))
            }
            _ => self.has(name),
        })
    }
}

/// Whether a profile has a value of an attribute.
fn holds(profile: &Profile, attribute: &Resolved<'_>) -> bool {
    let name = attribute.attribute.name.as_ref();
    let held = match attribute.extension {
        None => profile.attributes.get(name),
        Some(urn) => profile.attributes.get(urn).and_then(|held| held.get(name)),
    };
    held.is_some()
}
