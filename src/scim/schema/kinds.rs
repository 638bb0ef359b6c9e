//! The resource types as one account has them.

use std::sync::{Arc, LazyLock};

use serde_json::Value;

use super::given::given_types;
use super::resource_type::{Extension, ResourceType, Schema, group, user};
use super::{MUSTER_USER, muster};

/// The resource types, with an account's own extensions behind the built-in ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    user: ResourceType,
    group: ResourceType,
    given: Vec<ResourceType>,
}

impl Kinds {
    /// What every account has.
    pub fn built_in() -> Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Kinds>> =
            LazyLock::new(|| Arc::new(Kinds::with(Vec::new(), Vec::new())));
        Arc::clone(&BUILT_IN)
    }

    /// What every account has, and these extensions of User and of Group.
    pub fn with(of_user: Vec<Extension>, of_group: Vec<Extension>) -> Self {
        let mut kinds = Self {
            user: user().clone(),
            group: group().clone(),
            given: Vec::new(),
        };
        kinds.user.extensions.extend(of_user);
        kinds.group.extensions.extend(of_group);
        kinds
    }

    /// What every account has, and the extensions of these documents; one that cannot be read is
    /// left out.
    pub fn of<'a>(stored: impl IntoIterator<Item = (&'a str, bool, &'a Value)>) -> Self {
        let (mut of_user, mut of_group) = (Vec::new(), Vec::new());
        for (resource, required, document) in stored {
            let extension =
                Schema::from_document(document).map(|schema| Extension { schema, required });
            match resource {
                "Group" => of_group.extend(extension),
                _ => of_user.extend(extension),
            }
        }
        Self::with(of_user, of_group)
    }

    /// The same for a connection that sees projected groups: our Group extension comes first.
    #[must_use]
    pub fn projecting(&self) -> Self {
        let mut kinds = self.clone();
        let ours = Extension {
            schema: muster::group_schema(),
            required: false,
        };
        kinds.group.extensions.insert(0, ours);
        kinds
    }

    /// The same where our User extension has these attributes too, one for the record set of each
    /// entity type: the name, and what it is about.
    #[must_use]
    pub fn giving<'a>(&self, record_sets: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut kinds = self.clone();
        let ours = kinds.user.extensions.iter_mut();
        let mut ours = ours.filter(|extension| extension.schema.urn == MUSTER_USER);
        if let Some(ours) = ours.next() {
            muster::give_record_sets(&mut ours.schema, record_sets);
        }
        kinds
    }

    /// The same for a connection that reads what the account gives.
    #[must_use]
    pub fn entitling(&self) -> Self {
        Self {
            given: given_types(),
            ..self.clone()
        }
    }

    /// The resource types of what the account gives, for connections that read them.
    pub fn given(&self) -> &[ResourceType] {
        &self.given
    }

    /// Every resource type.
    pub fn all(&self) -> impl Iterator<Item = &ResourceType> {
        [&self.user, &self.group].into_iter().chain(&self.given)
    }

    /// The User resource type.
    pub fn user(&self) -> &ResourceType {
        &self.user
    }

    /// The Group resource type.
    pub fn group(&self) -> &ResourceType {
        &self.group
    }
}
