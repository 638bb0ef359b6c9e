//! What a directory may not do to a projected group.

use muster_model::access::guards::gives_privileged;
use muster_model::access::{Policy, Projected};
use muster_model::group::Group;
use muster_model::people::fold;
use muster_scim::error::Error as ScimError;

/// The name that a group gets. A projected one is called as what it stands for. RFC 7644 3.12,
/// `mutability`: that name is not the directory's to change; the same name again, in whatever
/// letters, is fine.
pub(in crate::provision) fn kept_name(group: &Group, told: String) -> Result<String, ScimError> {
    if group.projects.is_none() {
        return Ok(told);
    }
    if fold(&told) == fold(&group.display_name) {
        return Ok(group.display_name.clone());
    }
    let detail = format!(
        "{} cannot be renamed here: its name follows the account",
        of(group)
    );
    Err(ScimError::mutability(detail))
}

/// A projected group is there as long as what it stands for. RFC 7644 3.12, `mutability`.
pub(in crate::provision) fn no_deletion(group: &Group) -> Result<(), ScimError> {
    if group.projects.is_none() {
        return Ok(());
    }
    let detail = format!(
        "{} cannot be deleted here: take its members out, or unlink it",
        of(group)
    );
    Err(ScimError::mutability(detail))
}

/// Why nobody may join a group on the word of its connection: it stands for a role with account
/// permissions, and the connection is not privileged (decision 25 of the house).
pub(in crate::provision) fn may_give(group: &Group, policy: &Policy) -> Result<(), String> {
    let Some(Projected::Role(id)) = group.projects else {
        return Ok(());
    };
    let Some(role) = policy.role(id) else {
        return Ok(());
    };
    gives_privileged(role, &[group.connection], policy).map_err(|why| format!("left out: {why}"))
}

fn of(group: &Group) -> String {
    format!(
        "\"{}\" stands for something of the account and",
        group.display_name
    )
}
