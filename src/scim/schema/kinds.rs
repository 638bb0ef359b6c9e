//! The resource types as one account has them.

use std::sync::{Arc, LazyLock};

use super::resource_type::{Extension, ResourceType, group, user};

/// The two resource types, with an account's own extensions behind the built-in ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    user: ResourceType,
    group: ResourceType,
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
        };
        kinds.user.extensions.extend(of_user);
        kinds.group.extensions.extend(of_group);
        kinds
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
