//! How far the groups of a connection that stand for something have followed the policy: the stored
//! job of who brings them up to date.

use super::connections::{Connections, WriteConnections};
use super::groups::{Groups, WriteGroups};
use crate::db::count;
use crate::error::StoreError;
use muster_model::ids::{AccountId, ConnectionId, GroupId};
use sea_orm::QueryResult;
use uuid::Uuid;

/// A name is free that a group had to do without.
const MAY_HAVE_ITS_NAME: &str = "g.wanted_key IS NOT NULL AND g.deleted_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM directory_group h WHERE h.connection_id = g.connection_id \
     AND h.name_key = g.wanted_key AND h.deleted_at IS NULL)";

/// How far the groups of one connection have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projecting {
    /// The policy that all of them followed last; none while there are none.
    pub followed: Option<i64>,
    /// The policy that is being followed, while a run is under way.
    pub following: Option<i64>,
    /// The last of what the account has that the run has looked at.
    pub after: Option<Uuid>,
}

/// A group that stands for something, as far as it is known without a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectedGroup {
    /// The group.
    pub id: GroupId,
    /// What it stands for.
    pub target: Uuid,
    /// The folded name that another group has, and this one would have.
    pub wanted_key: Option<String>,
}

impl Connections<'_> {
    /// A connection of whatever account whose projected groups are not what the policy asks for, or may have the names
    /// that it asks for at last.
    pub async fn to_project_of_any_account(&self) -> Result<Option<ConnectionId>, StoreError> {
        let sql = format!(
            "SELECT c.id FROM connection c JOIN account a ON a.id = c.account_id \
             WHERE c.revoked_at IS NULL AND ( \
             (c.projection AND c.projected_version IS DISTINCT FROM a.policy_version) \
             OR (NOT c.projection AND c.projected_version IS NOT NULL) \
             OR (c.projection AND EXISTS (SELECT 1 FROM directory_group g \
             WHERE g.connection_id = c.id AND {MAY_HAVE_ITS_NAME}))) ORDER BY c.id LIMIT 1"
        );
        let row = self.db.one(sql, []).await?;
        row.map(|row| Ok(ConnectionId(row.try_get("", "id")?)))
            .transpose()
    }

    /// How far the projected groups of a connection of an account have come.
    pub async fn projecting(
        &self,
        account: AccountId,
        id: ConnectionId,
    ) -> Result<Option<Projecting>, StoreError> {
        let sql = "SELECT projected_version, projecting_version, projecting_after \
                   FROM connection WHERE account_id = $1 AND id = $2";
        let row = self.db.one(sql, [account.0.into(), id.0.into()]).await?;
        row.map(|row| {
            Ok(Projecting {
                followed: row.try_get("", "projected_version")?,
                following: row.try_get("", "projecting_version")?,
                after: row.try_get("", "projecting_after")?,
            })
        })
        .transpose()
    }
}

impl WriteConnections<'_> {
    /// Remembers how far the projected groups of a connection of an account have come.
    pub async fn set_projecting(
        &self,
        account: AccountId,
        id: ConnectionId,
        now: Projecting,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE connection SET projected_version = $1, projecting_version = $2, \
                   projecting_after = $3 WHERE account_id = $4 AND id = $5";
        let values = [
            now.followed.into(),
            now.following.into(),
            now.after.into(),
            account.0.into(),
            id.0.into(),
        ];
        self.db.run(sql, values).await.map(drop)
    }
}

impl Groups<'_> {
    /// The living groups of a connection that stand for something after this one, in the order of
    /// what they stand for. None of them is locked.
    pub async fn projected_after(
        &self,
        account: AccountId,
        connection: ConnectionId,
        after: Uuid,
        limit: u64,
    ) -> Result<Vec<ProjectedGroup>, StoreError> {
        let sql = "SELECT id, target, wanted_key FROM directory_group WHERE account_id = $1 \
             AND connection_id = $2 AND target > $3 AND deleted_at IS NULL \
             ORDER BY target LIMIT $4";
        let values = [
            account.0.into(),
            connection.0.into(),
            after.into(),
            count(limit),
        ];
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(projected).collect()
    }

    /// Some of those whose name is another one than they would have, and might have by now.
    pub async fn misnamed(
        &self,
        account: AccountId,
        connection: ConnectionId,
        limit: u64,
    ) -> Result<Vec<ProjectedGroup>, StoreError> {
        let sql = format!(
            "SELECT g.id, g.target, g.wanted_key FROM directory_group g \
             WHERE g.account_id = $1 AND g.connection_id = $2 AND {MAY_HAVE_ITS_NAME} \
             ORDER BY g.id LIMIT $3"
        );
        let values = [account.0.into(), connection.0.into(), count(limit)];
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(projected).collect()
    }
}

impl WriteGroups<'_> {
    /// Remembers which name a group of an account would have, or that it has it.
    pub async fn set_wanted(
        &self,
        account: AccountId,
        id: GroupId,
        key: Option<&str>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE directory_group SET wanted_key = $1 WHERE account_id = $2 AND id = $3";
        let values = [key.into(), account.0.into(), id.0.into()];
        self.tx.db().run(sql, values).await.map(drop)
    }
}

fn projected(row: &QueryResult) -> Result<ProjectedGroup, StoreError> {
    Ok(ProjectedGroup {
        id: GroupId(row.try_get("", "id")?),
        target: row.try_get("", "target")?,
        wanted_key: row.try_get("", "wanted_key")?,
    })
}
