//! A change of an account's policy: what the routes of roles, workspaces, fleet groups and rules share.

use crate::extract::{Admin, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use muster_app::access::edit::{Edit, apply};

/// Makes one change of the policy, which is in force at the answer.
pub(super) async fn change_policy<E: Edit>(
    admin: &Admin<ManageRoles>,
    state: &WebState,
    edit: E,
    if_match: Option<String>,
) -> Result<E::Output, Problem> {
    let acting = admin.acting();
    let done = apply(&state.ctx, &acting, admin.account(), edit, if_match).await?;
    Ok(done.output)
}
