//! The fleet groups of an account.

use super::super::rows;
use super::super::trace;
use super::WritePolicies;
use crate::entity::fleet_group;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::access::{Dimension, FleetGroup};
use muster_model::ids::{AccountId, FleetGroupId};
use muster_model::people::fold;
use serde_json::Value as Json;

impl WritePolicies<'_> {
    /// Inserts a fleet group, renames it or moves it; its parent must be there.
    pub async fn put_fleet_group(
        &self,
        account: AccountId,
        group: &FleetGroup,
    ) -> Result<(), StoreError> {
        let (id, after) = (group.id.0, trace::fleet_group(group));
        let before = self
            .found(
                "fleet_group",
                account,
                id,
                rows::fleet_group,
                trace::fleet_group,
            )
            .await?;
        self.note(account, "fleet_group", id, &before, &after)
            .await?;
        let row = fleet_group::Model {
            id: group.id.0,
            account_id: account.0,
            parent_id: group.parent.map(|parent| parent.0),
            name: group.name.clone(),
            name_key: fold(&group.name),
        };
        let sql = "UPDATE fleet_group SET parent_id = $1, name = $2, name_key = $3 \
             WHERE account_id = $4 AND id = $5";
        let values = [
            row.parent_id.into(),
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            account.0.into(),
            row.id.into(),
        ];
        if self.db().run(sql, values).await? == 0 {
            insert_models::<fleet_group::Entity>(self.db(), vec![row]).await?;
        }
        Ok(())
    }

    /// Removes a fleet group, and every grant of it; nothing may be left below it.
    pub async fn drop_fleet_group(
        &self,
        account: AccountId,
        id: FleetGroupId,
    ) -> Result<(), StoreError> {
        self.drop_grants(account, Dimension::FleetGroup, id.0)
            .await?;
        let before = self
            .found(
                "fleet_group",
                account,
                id.0,
                rows::fleet_group,
                trace::fleet_group,
            )
            .await?;
        self.note(account, "fleet_group", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("fleet_group", account, id.0).await
    }
}
