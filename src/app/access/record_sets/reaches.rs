//! How far a record set reaches, as people write it.

use super::predicate::{self, NotAPredicate};
use crate::access::names::{self, Unknown};
use muster_model::access::{Catalogue, Reach, Reaches};
use muster_model::people::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a record set reaches within one entity type: `all`, `none`, or a predicate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reaching {
    /// What can be seen; everything unless it is said.
    pub view: Option<String>,
    /// What of it can be changed; all that can be seen unless it is said.
    pub update: Option<String>,
}

/// What is written cannot be the reach of a record set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReach {
    /// There is no such entity type.
    #[error(transparent)]
    Entity(#[from] Unknown),
    /// It is neither a word nor a predicate.
    #[error("{entity}, {verb}: {why}{}", hint(.why))]
    Predicate {
        /// The entity type.
        entity: String,
        /// `view` or `update`.
        verb: &'static str,
        /// What is wrong with it.
        why: NotAPredicate,
    },
}

/// What to write instead of what is no filter: a word is one as well.
fn hint(why: &NotAPredicate) -> &'static str {
    match why {
        NotAPredicate::Filter(_) => "; write all, none, or a predicate such as owner eq $me",
        _ => "",
    }
}

/// Reads how far a record set reaches, by entity type.
pub fn read(
    given: &BTreeMap<String, Reaching>,
    catalogue: &Catalogue,
) -> Result<BTreeMap<String, Reaches>, NotAReach> {
    let mut types = BTreeMap::new();
    for (name, reaching) in given {
        let entity = names::entity_type(catalogue, name)?;
        let reach = |verb, text: &Option<String>| {
            let text = text.as_deref().unwrap_or("all");
            match fold(text.trim()).as_str() {
                "all" => Ok(Reach::All),
                "none" => Ok(Reach::None),
                _ => match predicate::read(text, entity) {
                    Ok(predicate) => Ok(Reach::Some(predicate)),
                    Err(why) => Err(NotAReach::Predicate {
                        entity: entity.name.clone(),
                        verb,
                        why,
                    }),
                },
            }
        };
        let reaches = Reaches {
            view: reach("view", &reaching.view)?,
            update: reach("update", &reaching.update)?,
        };
        types.insert(entity.name.clone(), reaches);
    }
    Ok(types)
}

/// The same as it is read back.
pub fn told(types: &BTreeMap<String, Reaches>) -> BTreeMap<String, Reaching> {
    let told = types.iter().map(|(entity, reaches)| {
        let reaching = Reaching {
            view: Some(reaches.view.told()),
            update: Some(reaches.update.told()),
        };
        (entity.clone(), reaching)
    });
    told.collect()
}
