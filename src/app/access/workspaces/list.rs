//! The workspaces of an account and how many people see them.

use crate::access::census::Census;
use crate::access::edit::EditError;
use crate::ctx::Ctx;
use muster_model::access::Workspace;
use muster_model::ids::{AccountId, WorkspaceId};

/// A workspace as people look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceView {
    /// The workspace.
    pub workspace: Workspace,
    /// How many people see it; nothing where there are too many to count,
    /// and while more than 200 are compiled anew.
    pub people: Option<u64>,
}

/// Every workspace by name, and the version of the policy.
pub async fn list_workspaces(
    ctx: &Ctx,
    account: AccountId,
) -> Result<(Vec<WorkspaceView>, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let census = Census::of(ctx, account).await?;
    let all = policy.workspaces.into_iter();
    let all = all.map(|workspace| view(workspace, census.as_ref()));
    Ok((all.collect(), policy.version))
}

/// One workspace, and the version of the policy.
pub async fn show_workspace(
    ctx: &Ctx,
    account: AccountId,
    id: WorkspaceId,
) -> Result<(WorkspaceView, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let workspace = policy.workspace(id).cloned();
    let workspace = workspace.ok_or(EditError::NotFound("workspace"))?;
    let census = Census::of(ctx, account).await?;
    Ok((view(workspace, census.as_ref()), policy.version))
}

fn view(workspace: Workspace, census: Option<&Census>) -> WorkspaceView {
    WorkspaceView {
        people: census.map(|census| census.workspace(workspace.id)),
        workspace,
    }
}
