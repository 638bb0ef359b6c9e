//! How far somebody reaches among the records of one entity type.

use super::Reaches;
use crate::access::{EntityType, Me, Permission, Predicate, Record, Truth};
use serde::{Deserialize, Serialize};

/// Which records of one entity type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Every record.
    #[default]
    All,
    /// Those of which the predicate holds.
    Some(Predicate),
    /// None.
    None,
}

/// What somebody does with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// They look at it.
    View,
    /// They do anything else with it, which needs that they see it too.
    Update,
}

/// How far a person reaches within one entity type, and by which sets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordReach {
    /// The names of the sets that it comes from, sorted; `all` and `none` are words. None where the
    /// role alone takes something away.
    pub sets: Vec<String>,
    /// The name of the role, where it takes something away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What can be seen.
    pub view: Reach,
    /// What of it can be changed.
    pub update: Reach,
}

impl Reach {
    /// What either of both reaches.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::None, reach) | (reach, Self::None) => reach,
            (Self::Some(one), Self::Some(other)) => {
                let mut terms = terms(one);
                for term in self::terms(other) {
                    if !terms.contains(&term) {
                        terms.push(term);
                    }
                }
                match terms.len() {
                    1 => terms.pop().map_or(Self::None, Self::Some),
                    _ => Self::Some(Predicate::Or(terms)),
                }
            }
        }
    }

    /// What both reach.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::All, reach) | (reach, Self::All) => reach,
            (Self::Some(one), Self::Some(other)) if one == other => Self::Some(one),
            (Self::Some(one), Self::Some(other)) => {
                let mut terms = conditions(one);
                for term in conditions(other) {
                    if !terms.contains(&term) {
                        terms.push(term);
                    }
                }
                Self::Some(Predicate::And(terms))
            }
        }
    }

    /// Whether this record is within it.
    pub fn has(&self, entity: &EntityType, record: &Record, me: &Me) -> Truth {
        match self {
            Self::All => Truth::Yes,
            Self::Some(predicate) => predicate.holds(entity, record, me),
            Self::None => Truth::No,
        }
    }

    /// Its text: `all`, `none`, or the predicate as a filter.
    pub fn told(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Some(predicate) => predicate.to_string(),
            Self::None => "none".to_owned(),
        }
    }
}

fn terms(predicate: Predicate) -> Vec<Predicate> {
    match predicate {
        Predicate::Or(terms) => terms,
        other => vec![other],
    }
}

fn conditions(predicate: Predicate) -> Vec<Predicate> {
    match predicate {
        Predicate::And(terms) => terms,
        other => vec![other],
    }
}

impl Verb {
    /// What an action does: `view`, `read` and `export` look, everything else changes.
    pub fn of(action: &Permission) -> Self {
        match action.as_str().split('.').nth(1) {
            Some("view" | "read" | "export") => Self::View,
            _ => Self::Update,
        }
    }

    /// Whether an action makes the record, which therefore has no id yet: `create`.
    pub fn makes(action: &Permission) -> bool {
        action.as_str().split('.').nth(1) == Some("create")
    }
}

impl RecordReach {
    /// Whether somebody may do this with the record.
    pub fn has(&self, verb: Verb, entity: &EntityType, record: &Record, me: &Me) -> Truth {
        let view = self.view.has(entity, record, me);
        match verb {
            Verb::View => view,
            Verb::Update => Truth::all([view, self.update.has(entity, record, me)]),
        }
    }

    /// Whether nothing is taken away.
    pub fn is_everything(&self) -> bool {
        self.view == Reach::All && self.update == Reach::All
    }

    /// Everything that it comes from, by name: the sets, then the role.
    pub fn named(&self) -> Vec<&str> {
        let sets = self.sets.iter().map(String::as_str);
        sets.chain(self.role.as_deref()).collect()
    }

    /// The names of the sets as a directory writes them; nothing where none takes anything away.
    pub fn given(&self) -> Option<String> {
        (!self.sets.is_empty()).then(|| self.sets.join("; "))
    }

    /// The same within what a role reaches: nobody widens that.
    #[must_use]
    pub fn within(self, role: &str, reaches: &Reaches) -> Self {
        Self {
            sets: self.sets,
            role: Some(role.to_owned()),
            view: reaches.view.clone().and(self.view),
            update: reaches.update.clone().and(self.update),
        }
    }
}
