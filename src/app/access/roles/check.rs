//! What a role can be.

use crate::access::edit::{Draft, EditError};
use crate::access::plan::check::{is_name, is_slug, no_name};
use crate::access::record_sets::{Reaching, read_reaches};
use crate::error::Missing;
use muster_model::access::{Permission, Reaches, Role, guards};
use muster_model::ids::RoleId;
use muster_model::people::fold;
use std::collections::BTreeMap;

/// The role of this id.
pub(super) fn held(draft: &Draft<'_>, id: RoleId) -> Result<Role, EditError> {
    let role = draft.policy().role(id);
    role.cloned().ok_or(EditError::NotFound("role"))
}

/// The role that takes the place of another one.
pub(super) fn taking_over(draft: &Draft<'_>, id: RoleId) -> Result<Role, EditError> {
    let missing = Missing {
        field: "move_to",
        what: "role",
        id: id.0,
    };
    held(draft, id).map_err(|_| missing.into())
}

/// A name that no other role has, neither as its name nor for good.
pub(super) fn free_name(draft: &Draft<'_>, id: RoleId, name: &str) -> Result<String, EditError> {
    let name = name.trim();
    if !is_name(name) {
        return Err(EditError::Name(no_name("role", name)));
    }
    let mut others = draft.policy().roles.iter().filter(|role| role.id != id);
    let key = fold(name);
    if others.any(|role| fold(&role.name) == key || role.slug == key) {
        return Err(taken(name));
    }
    Ok(name.to_owned())
}

/// A short name that no role has: the one that is wanted, or one made of the name.
pub(super) fn free_slug(
    draft: &Draft<'_>,
    wanted: Option<&str>,
    name: &str,
) -> Result<String, EditError> {
    let slug = wanted.map_or_else(|| slug_of(name), str::to_owned);
    if !is_slug(&slug) {
        return Err(EditError::Name(format!(
            "{slug:?} is no slug: use 1 to 63 lower-case letters, digits, - and _"
        )));
    }
    let mut roles = draft.policy().roles.iter();
    if roles.any(|role| role.slug == slug || fold(&role.name) == slug) {
        return Err(taken(&slug));
    }
    Ok(slug)
}

/// Permissions that the account offers, or that were held before, sorted.
pub(super) fn permissions(
    draft: &Draft<'_>,
    given: &[String],
    held: &[Permission],
) -> Result<Vec<Permission>, EditError> {
    let read = given.iter().map(|text| Permission::parse(text));
    let mut permissions = read.collect::<Result<Vec<_>, _>>()?;
    permissions.sort();
    permissions.dedup();
    for permission in &permissions {
        if !held.contains(permission) {
            draft.policy().catalogue.check(permission)?;
        }
    }
    Ok(permissions)
}

/// How far the permissions of a role reach, by entity type.
pub(super) fn records(
    draft: &Draft<'_>,
    given: &BTreeMap<String, Reaching>,
) -> Result<BTreeMap<String, Reaches>, EditError> {
    Ok(read_reaches(given, &draft.policy().catalogue)?)
}

/// Makes a role the default one, or no longer.
pub(super) fn set_default(
    draft: &mut Draft<'_>,
    role: &Role,
    default: bool,
) -> Result<(), EditError> {
    let is_default = draft.policy().default_role == Some(role.id);
    if default && !is_default {
        guards::default_role(role)?;
        guards::ceiling(draft.hand(), role)?;
        draft.default_role(Some(role.id));
    } else if !default && is_default {
        draft.default_role(None);
    }
    Ok(())
}

fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').chars().take(63).collect()
}

fn taken(name: &str) -> EditError {
    EditError::NameTaken {
        what: "role",
        name: name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn a_slug_is_made_of_the_name() {
        assert_eq!(slug_of("Fleet Admin (West)"), "fleet-admin-west");
        assert_eq!(slug_of("  Ärzte & Co. "), "rzte-co");
        assert_eq!(slug_of("管理者"), "");
    }
}
