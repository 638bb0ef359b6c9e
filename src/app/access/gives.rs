//! What a rule gives, by name, as access files and the admin API write it.

use super::names;
use super::record_sets::RecordSets;
use muster_model::access::{Effect, PersonOption, Policy, Visibility, guards};
use muster_model::people::fold;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt::{self, Display};

/// Stands for the rest of the matched group's name: `groups.display sw "WS-"` captures it.
pub const CAPTURED: &str = "{captured}";

/// What a rule gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gives {
    /// A role, or `{captured}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Workspaces, `{captured}` among them, or `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workspaces: Option<Several>,
    /// Fleet groups, `{captured}` among them, or `entire`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fleet: Option<Several>,
    /// Options that are on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Record sets, or `all` or `none`: one for every entity type that it speaks of, or one for
    /// each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_sets: Option<RecordSets>,
    /// Whether they see records without being assigned to them: `all`, `assigned` or `single`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
}

/// One word that stands for everything, or several names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Several {
    /// One word.
    Word(String),
    /// Several names.
    Names(Vec<String>),
}

/// By hand, because an untagged enum says of what it does not read only that it matches nothing.
impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordOrNames)
    }
}

struct WordOrNames;

impl<'de> Visitor<'de> for WordOrNames {
    type Value = Several;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one word or a list of names")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Several, E> {
        Ok(Several::Word(word.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Several, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Several::Names(names))
    }
}

/// What is named does not exist, or cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NotGiven {
    /// Where it is named; nothing when nothing is.
    pub key: Option<&'static str>,
    why: String,
}

impl Gives {
    /// Finds what is named, by name, slug or id.
    pub fn effects(&self, policy: &Policy) -> Result<Vec<Effect>, NotGiven> {
        let mut effects = Vec::new();
        match self.role.as_deref() {
            None => {}
            Some(CAPTURED) => effects.push(Effect::CapturedRole),
            Some(name) => {
                let role = names::role(policy, name).map_err(|why| refused("role", why))?;
                guards::owners_role(role).map_err(|why| refused("role", why))?;
                effects.push(Effect::Role(role.id));
            }
        }
        for name in many(
            self.workspaces.as_ref(),
            "all",
            Effect::AllWorkspaces,
            &mut effects,
        ) {
            effects.push(match name.as_str() {
                CAPTURED => Effect::CapturedWorkspace,
                name => {
                    let held = names::workspace(policy, name);
                    Effect::Workspace(held.map_err(|why| refused("workspaces", why))?.id)
                }
            });
        }
        for name in many(
            self.fleet.as_ref(),
            "entire",
            Effect::FleetEntire,
            &mut effects,
        ) {
            effects.push(match name.as_str() {
                CAPTURED => Effect::CapturedFleetGroup,
                name => {
                    let held = names::fleet_group(policy, name);
                    Effect::FleetGroup(held.map_err(|why| refused("fleet", why))?.id)
                }
            });
        }
        for name in &self.options {
            effects.push(Effect::Option(option(name)?));
        }
        if let Some(sets) = &self.record_sets {
            let grants = sets
                .grants(policy, None)
                .map_err(|why| refused("record_sets", why))?;
            effects.extend(grants.into_iter().map(Effect::RecordSet));
        }
        effects.extend(self.sight()?);
        if effects.is_empty() {
            return Err(NotGiven {
                key: None,
                why: "the rule gives nothing: name a role, workspaces, fleet groups, options, record \
                      sets or a visibility"
                    .to_owned(),
            });
        }
        effects.sort();
        effects.dedup();
        Ok(effects)
    }

    /// What these effects give, by name; what no longer exists keeps its id.
    pub fn named(effects: &[Effect], policy: &Policy) -> Self {
        let mut given = Self::default();
        let (mut workspaces, mut fleet, mut sets) = (Vec::new(), Vec::new(), Vec::new());
        for effect in effects {
            match effect {
                Effect::Role(id) => {
                    let role = policy.role(*id).map(|role| role.slug.clone());
                    given.role = Some(role.unwrap_or_else(|| id.to_string()));
                }
                Effect::CapturedRole => given.role = Some(CAPTURED.to_owned()),
                Effect::Workspace(id) => {
                    let held = policy.workspace(*id).map(|held| held.name.clone());
                    workspaces.push(held.unwrap_or_else(|| id.to_string()));
                }
                Effect::CapturedWorkspace => workspaces.push(CAPTURED.to_owned()),
                Effect::AllWorkspaces => given.workspaces = Some(Several::Word("all".to_owned())),
                Effect::FleetGroup(id) => {
                    let held = policy.fleet.get(*id).map(|held| held.name.clone());
                    fleet.push(held.unwrap_or_else(|| id.to_string()));
                }
                Effect::CapturedFleetGroup => fleet.push(CAPTURED.to_owned()),
                Effect::FleetEntire => given.fleet = Some(Several::Word("entire".to_owned())),
                Effect::Option(option) => given.options.push(option.as_str().to_owned()),
                Effect::RecordSet(set) => sets.push(set),
                Effect::Visibility(word) => given.see(*word),
            }
        }
        given.workspaces = given.workspaces.or(several(workspaces));
        given.fleet = given.fleet.or(several(fleet));
        given.record_sets = RecordSets::named(&sets, policy);
        given
    }
}

impl Gives {
    fn sight(&self) -> Result<Option<Effect>, NotGiven> {
        let word = self.visibility.as_deref();
        let read = word.map(names::visibility).transpose();
        let read = read.map_err(|why| refused("visibility", why))?;
        Ok(read.map(Effect::Visibility))
    }

    fn see(&mut self, visibility: Visibility) {
        self.visibility = Some(visibility.as_str().to_owned());
    }
}

impl Several {
    /// The names; the one word is one of them.
    pub fn names(&self) -> &[String] {
        match self {
            Self::Word(word) => std::slice::from_ref(word),
            Self::Names(names) => names,
        }
    }
}

/// The names; the one word that stands for everything becomes its effect.
fn many<'a>(
    given: Option<&'a Several>,
    word: &str,
    everything: Effect,
    effects: &mut Vec<Effect>,
) -> &'a [String] {
    match given {
        None => &[],
        Some(several) => match several.names() {
            // Alone in a list it means the same: grants and pins are written so.
            [given] if fold(given) == word => {
                effects.push(everything);
                &[]
            }
            names => names,
        },
    }
}

fn several(mut names: Vec<String>) -> Option<Several> {
    names.sort();
    (!names.is_empty()).then_some(Several::Names(names))
}

fn option(name: &str) -> Result<PersonOption, NotGiven> {
    PersonOption::parse(&fold(name.trim())).ok_or_else(|| {
        let known = PersonOption::ALL.map(PersonOption::as_str).join(", ");
        let why = format!("option {name:?} does not exist; use one of: {known}");
        refused("options", why)
    })
}

fn refused(key: &'static str, why: impl Display) -> NotGiven {
    NotGiven {
        key: Some(key),
        why: why.to_string(),
    }
}
