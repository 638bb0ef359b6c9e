//! One change of one resource, whichever it is: single requests and Bulk come through here.

use super::group::{
    CreateGroup, DeleteGroup, PatchGroup, ReplaceGroup, ShownGroup, is_large, show_groups,
};
use super::user::{CreateUser, DeleteUser, PatchUser, ReplaceUser, show_users};
use super::{Caller, ProvisionError};
use crate::ctx::Ctx;
use muster_model::group::Group;
use muster_model::people::Person;
use muster_scim::call::{Call, Endpoint, Method};
use muster_scim::projection::Selection;
use muster_store::Acting;
use serde_json::Value;

/// What a change left behind.
#[derive(Clone, Debug)]
pub enum Resource {
    /// A person.
    User(Box<Person>),
    /// A group, without its members.
    Group(Box<Group>),
    /// Nothing: it was deleted.
    Gone,
}

/// A change that is committed.
#[derive(Clone, Debug)]
pub struct Done {
    /// The id of the resource.
    pub id: String,
    /// What it is now.
    pub resource: Resource,
    /// What was ignored, protected or remembered for later, for the provisioning log.
    pub notes: Vec<String>,
}

/// Makes a change: one use case, one transaction, its events with it.
pub async fn make_change(ctx: &Ctx, caller: &Caller, call: Call) -> Result<Done, ProvisionError> {
    match call.endpoint {
        Endpoint::Users => change_user(ctx, caller, call).await,
        Endpoint::Groups => change_group(ctx, caller, call).await,
    }
}

impl Done {
    /// The version of what is there now.
    pub fn version(&self) -> Option<i64> {
        match &self.resource {
            Resource::User(person) => Some(person.version),
            Resource::Group(group) => Some(group.version),
            Resource::Gone => None,
        }
    }

    /// What is there now as this connection sees it.
    pub async fn show(
        &self,
        ctx: &Ctx,
        caller: &Caller,
        selection: &Selection,
    ) -> Result<Value, ProvisionError> {
        let shown = match &self.resource {
            Resource::User(person) => {
                show_users(ctx, caller, std::slice::from_ref(person), selection).await?
            }
            Resource::Group(group) => {
                show_groups(ctx, caller, std::slice::from_ref(group), selection).await?
            }
            Resource::Gone => Vec::new(),
        };
        Ok(shown.into_iter().next().unwrap_or_default())
    }

    /// The same for an answer of its own, in which the members of a large group follow.
    pub async fn begin_to_show(
        &self,
        ctx: &Ctx,
        caller: &Caller,
        selection: &Selection,
    ) -> Result<ShownGroup, ProvisionError> {
        match &self.resource {
            Resource::Group(group) => {
                let (group, selection) = (group.as_ref().clone(), selection.clone());
                Ok(ShownGroup::begin(ctx, caller, group, selection).await?)
            }
            Resource::User(_) | Resource::Gone => {
                let body = self.show(ctx, caller, selection).await?;
                Ok(ShownGroup { body, more: None })
            }
        }
    }

    /// Whether a PATCH that left this is answered without a body, as RFC 7644 3.5.2 allows: a Group
    /// under a profile that wants it so, and a group too large to be worth showing after each of its
    /// changes, unless the client chose what it wants to see (decision 7 of the house).
    pub async fn is_quiet(
        &self,
        ctx: &Ctx,
        caller: &Caller,
        chose: bool,
    ) -> Result<bool, ProvisionError> {
        match &self.resource {
            Resource::Group(_) if caller.switches().quiet_group_patch => Ok(true),
            Resource::Group(group) if !chose => is_large(ctx, group).await,
            _ => Ok(false),
        }
    }
}

async fn change_user(ctx: &Ctx, caller: &Caller, call: Call) -> Result<Done, ProvisionError> {
    let (acting, caller) = (acting(caller, &call), caller.clone());
    let (id, if_match, body) = (call.id, call.version, call.data);
    let store = &ctx.store;
    let done = match call.method {
        Method::Post => store.perform(acting, CreateUser { caller, body }).await?,
        Method::Put => {
            let work = ReplaceUser {
                caller,
                id,
                if_match,
                body,
            };
            store.perform(acting, work).await?
        }
        Method::Patch => {
            let work = PatchUser {
                caller,
                id,
                if_match,
                body,
            };
            store.perform(acting, work).await?
        }
        Method::Delete => {
            let work = DeleteUser {
                caller,
                id: id.clone(),
                if_match,
            };
            let notes = store.perform(acting, work).await?;
            return Ok(gone(id, notes));
        }
    };
    Ok(Done {
        id: done.person.id.to_string(),
        resource: Resource::User(Box::new(done.person)),
        notes: done.notes,
    })
}

async fn change_group(ctx: &Ctx, caller: &Caller, call: Call) -> Result<Done, ProvisionError> {
    let (acting, caller) = (acting(caller, &call), caller.clone());
    let (id, if_match, body) = (call.id, call.version, call.data);
    let store = &ctx.store;
    let done = match call.method {
        Method::Post => store.perform(acting, CreateGroup { caller, body }).await?,
        Method::Put => {
            let work = ReplaceGroup {
                caller,
                id,
                if_match,
                body,
            };
            store.perform(acting, work).await?
        }
        Method::Patch => {
            let work = PatchGroup {
                caller,
                id,
                if_match,
                body,
            };
            store.perform(acting, work).await?
        }
        Method::Delete => {
            let work = DeleteGroup {
                caller,
                id: id.clone(),
                if_match,
            };
            let notes = store.perform(acting, work).await?;
            return Ok(gone(id, notes));
        }
    };
    Ok(Done {
        id: done.group.id.to_string(),
        resource: Resource::Group(Box::new(done.group)),
        notes: done.notes,
    })
}

/// On whose behalf, and what it replaces when it is a PUT.
fn acting(caller: &Caller, call: &Call) -> Acting {
    let replaces = call.method == Method::Put;
    Acting {
        put: call.id.parse().ok().filter(|_| replaces),
        ..caller.acting()
    }
}

fn gone(id: String, notes: Vec<String>) -> Done {
    Done {
        id,
        resource: Resource::Gone,
        notes,
    }
}
