//! Planning, part by part: each names what the file wants, compares, and notes the steps.

use super::assigning::visibility_of;
use super::check::{check_name, is_domain, is_slug};
use super::steps::{Existing, Plan, Step, once};
use crate::access::file::{AccessFile, At, FileError, RoleEntry};
use crate::access::names;
use crate::access::record_sets::read_reaches;
use muster_model::access::{NothingLeft, Permission, Policy, Role, Workspace, guards};
use muster_model::ids::{Ids, RoleId, WorkspaceId};
use muster_model::people::fold;

/// A plan in the making.
pub(super) struct Planner<'a> {
    pub(super) existing: &'a Existing,
    pub(super) file: &'a AccessFile,
    pub(super) ids: &'a dyn Ids,
    /// The policy so far; names are looked up in it, so a rule may name what the file makes.
    pub(super) after: Policy,
    pub(super) steps: Vec<Step>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(existing: &'a Existing, file: &'a AccessFile, ids: &'a dyn Ids) -> Self {
        Self {
            existing,
            file,
            ids,
            after: existing.policy.clone(),
            steps: Vec::new(),
        }
    }

    pub(super) fn domains(&mut self) -> Result<(), FileError> {
        once("domain", self.file.verified_domains.iter(), fold)?;
        let mut named = Vec::new();
        for domain in &self.file.verified_domains {
            let folded = fold(domain.value.trim());
            if !is_domain(&folded) {
                let message = format!("{:?} is no domain such as example.com", domain.value);
                return Err(FileError::at(domain.line, message));
            }
            if !self.existing.verified_domains.contains(&folded) {
                self.steps.push(Step::AddDomain(folded.clone()));
            }
            named.push(folded);
        }
        if self.file.prune {
            let gone = self.existing.verified_domains.iter();
            let gone = gone.filter(|domain| !named.contains(domain)).cloned();
            self.steps.extend(gone.map(Step::DropDomain));
        }
        Ok(())
    }

    pub(super) fn roles(&mut self) -> Result<(), FileError> {
        once(
            "role",
            self.file.roles.iter().map(|role| &role.slug),
            str::to_owned,
        )?;
        for entry in &self.file.roles {
            let role = self.role(entry)?;
            let held = self.after.roles.iter().position(|held| held.id == role.id);
            match held.and_then(|at| self.after.roles.get_mut(at)) {
                Some(held) if *held == role => continue,
                Some(held) => {
                    guards::built_in(held)
                        .map_err(|why| FileError::at(entry.slug.line, why.to_string()))?;
                    *held = role.clone();
                }
                None => self.after.roles.push(role.clone()),
            }
            self.steps.push(Step::PutRole(role));
        }
        Ok(())
    }

    fn role(&self, entry: &RoleEntry) -> Result<Role, FileError> {
        let slug = &entry.slug;
        if !is_slug(&slug.value) {
            let message = format!(
                "{:?} is no slug: use 1 to 63 lower-case letters, digits, - and _",
                slug.value
            );
            return Err(FileError::at(slug.line, message));
        }
        let name = entry.name.as_ref().unwrap_or(slug);
        check_name("role", name)?;
        let mut permissions = Vec::new();
        for permission in &entry.permissions {
            let read = Permission::parse(&permission.value);
            let read = read.map_err(|e| FileError::at(permission.line, e.to_string()))?;
            let offered = self.after.catalogue.check(&read);
            offered.map_err(|e| FileError::at(permission.line, e.to_string()))?;
            permissions.push(read);
        }
        permissions.sort();
        permissions.dedup();
        let held = self.after.roles.iter().find(|role| role.slug == slug.value);
        self.check_names(slug, name)?;
        Ok(Role {
            id: held.map_or_else(|| RoleId(self.ids.next()), |role| role.id),
            slug: slug.value.clone(),
            name: name.value.trim().to_owned(),
            priority: entry.priority,
            built_in: held.is_some_and(|role| role.built_in),
            permissions,
            visibility: visibility_of(entry.visibility.as_ref())?,
            records: read_reaches(&entry.records, &self.after.catalogue)
                .map_err(|why| FileError::at(slug.line, why.to_string()))?,
        })
    }

    /// Refuses what another role is called already, today or for good: a short name is nobody
    /// else's name.
    fn check_names(&self, slug: &At<String>, name: &At<String>) -> Result<(), FileError> {
        let key = fold(name.value.trim());
        let others = || {
            let roles = self.after.roles.iter();
            roles.filter(|role| role.slug != slug.value)
        };
        let has = |what: &str, role: &Role, at: &At<String>| {
            let message = format!(
                "role {:?} has the {what} {:?} already: choose another name",
                role.slug, at.value
            );
            Err(FileError::at(at.line, message))
        };
        if let Some(role) = others().find(|role| fold(&role.name) == key) {
            if role.built_in {
                return has("name", role, name);
            }
            let message = format!(
                "role {0:?} has the name {1:?} already: choose another name, or write \
                 slug = {0:?} to change that role, which keeps the slug that it was made with",
                role.slug, name.value
            );
            return Err(FileError::at(name.line, message));
        }
        if let Some(role) = others().find(|role| role.slug == key) {
            return has("slug", role, name);
        }
        match others().find(|role| fold(&role.name) == slug.value) {
            Some(role) => has("name", role, slug),
            None => Ok(()),
        }
    }

    pub(super) fn workspaces(&mut self) -> Result<(), FileError> {
        once("workspace", self.file.workspaces.iter(), fold)?;
        for entry in &self.file.workspaces {
            check_name("workspace", entry)?;
            let name = entry.value.trim().to_owned();
            let all = &mut self.after.workspaces;
            let held = all.iter_mut().find(|held| fold(&held.name) == fold(&name));
            let workspace = match held {
                Some(held) if held.name == name => continue,
                Some(held) => {
                    held.name = name;
                    held.clone()
                }
                None => {
                    let id = WorkspaceId(self.ids.next());
                    let workspace = Workspace { id, name };
                    all.push(workspace.clone());
                    workspace
                }
            };
            self.steps.push(Step::PutWorkspace(workspace));
        }
        Ok(())
    }

    pub(super) fn default_role(&mut self) -> Result<(), FileError> {
        let wanted = match &self.file.default_role {
            None if self.file.prune => None,
            None => return Ok(()),
            Some(name) => {
                let role = names::role(&self.after, &name.value)
                    .map_err(|error| FileError::at(name.line, error.to_string()))?;
                guards::default_role(role)
                    .map_err(|why| FileError::at(name.line, why.to_string()))?;
                Some(role.id)
            }
        };
        if wanted != self.after.default_role {
            self.after.default_role = wanted;
            self.steps.push(Step::DefaultRole(wanted));
        }
        Ok(())
    }

    pub(super) fn nothing_left(&mut self) -> Result<(), FileError> {
        let wanted = match &self.file.nothing_left {
            None if self.file.prune => None,
            None => return Ok(()),
            Some(word) => Some(NothingLeft::parse(&word.value).ok_or_else(|| {
                let known = NothingLeft::ALL.map(NothingLeft::as_str).join(", ");
                let message = format!("nothing_left takes one of: {known}");
                FileError::at(word.line, message)
            })?),
        };
        if wanted != self.after.nothing_left {
            self.after.nothing_left = wanted;
            self.steps.push(Step::NothingLeft(wanted));
        }
        Ok(())
    }

    /// The plan, unless a guard says no to what the whole of it comes to.
    pub(super) fn finish(mut self) -> Result<Plan, FileError> {
        guards::default_role_of(&self.existing.policy, &self.after).map_err(|why| {
            let slug = self.after.role_by_default().map(|role| role.slug.as_str());
            let mut named = self.file.roles.iter().map(|entry| &entry.slug);
            let named = named.find(|named| Some(named.value.as_str()) == slug);
            let line = named.or(self.file.default_role.as_ref());
            FileError::at(line.map_or(1, |at| at.line), why.to_string())
        })?;
        if !self.steps.is_empty() {
            self.after.version += 1;
        }
        Ok(Plan {
            steps: self.steps,
            after: self.after,
        })
    }
}
