//! The workspaces of an account.

use super::super::rows;
use super::super::trace;
use super::WritePolicies;
use crate::entity::workspace;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::access::{Dimension, Workspace};
use muster_model::ids::{AccountId, WorkspaceId};
use muster_model::people::fold;
use serde_json::Value as Json;

impl WritePolicies<'_> {
    /// Inserts a workspace or renames it.
    pub async fn put_workspace(
        &self,
        account: AccountId,
        workspace: &Workspace,
    ) -> Result<(), StoreError> {
        let (id, after) = (workspace.id.0, trace::workspace(workspace));
        let before = self
            .found("workspace", account, id, rows::workspace, trace::workspace)
            .await?;
        self.note(account, "workspace", id, &before, &after).await?;
        let row = workspace::Model {
            id: workspace.id.0,
            account_id: account.0,
            name: workspace.name.clone(),
            name_key: fold(&workspace.name),
        };
        let sql = "UPDATE workspace SET name = $1, name_key = $2 WHERE account_id = $3 AND id = $4";
        let values = [
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            account.0.into(),
            row.id.into(),
        ];
        if self.db().run(sql, values).await? == 0 {
            insert_models::<workspace::Entity>(self.db(), vec![row]).await?;
        }
        Ok(())
    }

    /// Removes a workspace, and every grant of it.
    pub async fn drop_workspace(
        &self,
        account: AccountId,
        id: WorkspaceId,
    ) -> Result<(), StoreError> {
        self.drop_grants(account, Dimension::Workspace, id.0)
            .await?;
        let before = self
            .found(
                "workspace",
                account,
                id.0,
                rows::workspace,
                trace::workspace,
            )
            .await?;
        self.note(account, "workspace", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("workspace", account, id.0).await
    }
}
