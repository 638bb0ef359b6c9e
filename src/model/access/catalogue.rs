//! What can be allowed in an account: its modules and their actions, and what its records are.

use super::{Decisions, Permission, PlaceKind, record_set_attribute};
use crate::people::fold;
use serde::{Deserialize, Serialize};

/// The modules and entity types of an account.
///
/// An account whose catalogue is empty allows whatever is written like a permission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The modules, by name.
    pub modules: Vec<Module>,
    /// The entity types, by name.
    #[serde(default)]
    pub entities: Vec<EntityType>,
    /// What is laid down about decisions.
    #[serde(default, skip_serializing_if = "Decisions::is_plain")]
    pub decisions: Decisions,
}

/// A part of a product, such as `vehicles`, and what can be done in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Its name, the first word of its permissions.
    pub name: String,
    /// Its actions: `view`, or with a field group `view.financial`.
    pub actions: Vec<String>,
}

/// A kind of record, such as `vehicle`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityType {
    /// Its name.
    pub name: String,
    /// The module whose permissions rule it.
    pub module: String,
    /// What such a record says of itself, by name.
    pub attributes: Vec<EntityAttribute>,
    /// The attribute that names the record whose assignment counts for this one, which is also the
    /// entity type of that record; none where its own counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_by: Option<String>,
    /// The places that such a record has: leaving one out of a question opens nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceKind>,
}

/// One thing that a record says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityAttribute {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

/// What the values of an attribute are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// Characters.
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A moment.
    DateTime,
    /// A person of the account.
    Person,
    /// A group that people are in.
    Group,
}

impl Catalogue {
    /// The entity type whose record set the SCIM attribute of this name gives: the first one, where
    /// several would share it.
    pub fn of_record_set(&self, attribute: &str) -> Option<&EntityType> {
        let meant =
            |entity: &&EntityType| fold(&record_set_attribute(&entity.name)) == fold(attribute);
        self.entities.iter().find(meant)
    }

    /// The SCIM attributes that give record sets, each with its entity type.
    pub fn record_set_attributes(&self) -> Vec<(String, &EntityType)> {
        let mut attributes: Vec<(String, &EntityType)> = Vec::new();
        for entity in &self.entities {
            let name = record_set_attribute(&entity.name);
            if !attributes.iter().any(|(held, _)| fold(held) == fold(&name)) {
                attributes.push((name, entity));
            }
        }
        attributes
    }
}

impl AttributeKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Text,
        Self::Number,
        Self::Boolean,
        Self::DateTime,
        Self::Person,
        Self::Group,
    ];

    /// Its name in files and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::DateTime => "date_time",
            Self::Person => "person",
            Self::Group => "group",
        }
    }

    /// The kind of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How much of a module is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// All of it, also what it will offer later.
    Full,
    /// Some of its actions.
    Some,
    /// Nothing.
    None,
}

impl Level {
    /// How much of a module permissions allow.
    pub fn of(permissions: &[Permission], module: &str) -> Self {
        let whole = |permission: &Permission| {
            let rest = permission.as_str().strip_prefix(module);
            permission.as_str() == "*" || rest == Some(".*")
        };
        if permissions.iter().any(whole) {
            Self::Full
        } else if permissions.iter().any(|one| one.module() == module) {
            Self::Some
        } else {
            Self::None
        }
    }

    /// Its name in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Some => "some",
            Self::None => "none",
        }
    }
}

/// A permission names what the account does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOffered {
    /// No module has the name.
    #[error("there is no module {:?} for {permission}: use one of: {valid}", permission.module())]
    Module {
        /// What was asked for.
        permission: Permission,
        /// The modules there are.
        valid: String,
    },
    /// The module has no such action.
    #[error("the module {module} has no action for {permission}: use {module}.* or one of: {valid}", module = permission.module())]
    Action {
        /// What was asked for.
        permission: Permission,
        /// The permissions there are.
        valid: String,
    },
}

impl Catalogue {
    /// The module of this name.
    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.name == name)
    }

    /// The entity type of this name.
    pub fn entity(&self, name: &str) -> Option<&EntityType> {
        self.entities.iter().find(|entity| entity.name == name)
    }

    /// Whether somebody may be allowed this; what does not exist is refused with what does.
    pub fn check(&self, permission: &Permission) -> Result<(), NotOffered> {
        if self.modules.is_empty() || permission.as_str() == "*" {
            return Ok(());
        }
        let Some(module) = self.module(permission.module()) else {
            let names: Vec<&str> = self.modules.iter().map(|one| one.name.as_str()).collect();
            return Err(NotOffered::Module {
                permission: permission.clone(),
                valid: names.join(", "),
            });
        };
        if module.offers(permission) {
            return Ok(());
        }
        let actions = module.actions.iter();
        let valid: Vec<String> = actions
            .map(|action| format!("{}.{action}", module.name))
            .collect();
        Err(NotOffered::Action {
            permission: permission.clone(),
            valid: valid.join(", "),
        })
    }

    /// Whether this is an action, not a pattern of many, and one that there is.
    pub fn knows(&self, action: &Permission) -> bool {
        !action.is_pattern() && self.check(action).is_ok()
    }

    /// Adds a module, or gives it other actions.
    pub fn put_module(&mut self, module: Module) {
        self.modules.retain(|held| held.name != module.name);
        self.modules.push(module);
        self.modules.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// Adds an entity type, or makes it another one.
    pub fn put_entity(&mut self, entity: EntityType) {
        self.entities.retain(|held| held.name != entity.name);
        self.entities.push(entity);
        self.entities.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

impl EntityType {
    /// Whether such a record has a place of this kind.
    pub fn has(&self, place: PlaceKind) -> bool {
        self.places.contains(&place)
    }

    /// What the values of an attribute are; text for `id` and for what it does not have.
    pub fn kind_of(&self, attribute: &str) -> AttributeKind {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|held| held.name == attribute);
        found.map_or(AttributeKind::Text, |held| held.kind)
    }
}

impl Module {
    /// Whether the permission is the whole module, one of its actions, or a part of one.
    fn offers(&self, permission: &Permission) -> bool {
        let rest = permission.as_str().strip_prefix(&self.name);
        let Some(wanted) = rest.and_then(|rest| rest.strip_prefix('.')) else {
            return false;
        };
        let stem = wanted
            .strip_suffix('*')
            .map_or(wanted, |stem| stem.trim_end_matches('.'));
        let below = |action: &String| {
            let rest = action.strip_prefix(stem);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        stem.is_empty() || self.actions.iter().any(below)
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Level, Module};
    use crate::access::Permission;

    fn permission(text: &str) -> Permission {
        Permission::parse(text).unwrap()
    }

    fn catalogue() -> Catalogue {
        let module = |name: &str, actions: &[&str]| Module {
            name: name.to_owned(),
            actions: actions.iter().map(|&action| action.to_owned()).collect(),
        };
        Catalogue {
            modules: vec![
                module("people", &["view", "edit"]),
                module("vehicles", &["view.details", "view.financial", "edit"]),
            ],
            ..Catalogue::default()
        }
    }

    #[test]
    fn what_is_offered_can_be_allowed() {
        for known in [
            "*",
            "vehicles.*",
            "vehicles.view",
            "vehicles.view.*",
            "vehicles.view.financial",
            "people.edit",
        ] {
            assert_eq!(catalogue().check(&permission(known)), Ok(()), "{known}");
        }
    }

    #[test]
    fn what_is_not_offered_is_refused_with_what_is() {
        let told = |text: &str| {
            catalogue()
                .check(&permission(text))
                .unwrap_err()
                .to_string()
        };
        insta::assert_snapshot!(told("boats.view"), @r#"there is no module "boats" for boats.view: use one of: people, vehicles"#);
        insta::assert_snapshot!(told("people.fire"), @"the module people has no action for people.fire: use people.* or one of: people.view, people.edit");
        insta::assert_snapshot!(told("people.view.salary"), @"the module people has no action for people.view.salary: use people.* or one of: people.view, people.edit");
        insta::assert_snapshot!(told("vehicles.edi"), @"the module vehicles has no action for vehicles.edi: use vehicles.* or one of: vehicles.view.details, vehicles.view.financial, vehicles.edit");
        insta::assert_snapshot!(told("vehicles.fix.*"), @"the module vehicles has no action for vehicles.fix.*: use vehicles.* or one of: vehicles.view.details, vehicles.view.financial, vehicles.edit");
    }

    #[test]
    fn a_pattern_is_no_action() {
        assert!(catalogue().knows(&permission("people.view")));
        assert!(!catalogue().knows(&permission("people.*")));
        assert!(!catalogue().knows(&permission("boats.view")));
        assert!(Catalogue::default().knows(&permission("boats.view")));
    }

    #[test]
    fn a_level_says_how_much_of_a_module() {
        let held = [permission("people.*"), permission("vehicles.edit")];
        assert_eq!(Level::of(&held, "people"), Level::Full);
        assert_eq!(Level::of(&held, "vehicles"), Level::Some);
        assert_eq!(Level::of(&held, "boats"), Level::None);
        assert_eq!(Level::of(&[permission("*")], "boats"), Level::Full);
    }
}
