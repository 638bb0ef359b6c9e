//! Tombstones, and the keys under which directories knew them: whom a new person follows.

use super::People;
use crate::db::Db;
use crate::entity::former_link;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::change::Change;
use muster_model::ids::{AccountId, ConnectionId, PersonId};
use muster_model::people::{Person, Status};
use sea_orm::sea_query::Value;

/// Keeps the keys of whoever is deleted by these changes; the links themselves are free again.
pub(super) async fn write(db: Db<'_>, changes: &[Change<Person>]) -> Result<(), StoreError> {
    let deleted = changes
        .iter()
        .filter(|change| change.after().status == Status::Deleted)
        .filter_map(Change::before)
        .filter(|before| before.status != Status::Deleted);
    let rows = deleted.flat_map(|person| {
        person.links.iter().filter_map(|link| {
            Some(former_link::Model {
                connection_id: link.connection.0,
                known_as: link.external_id.clone()?,
                person_id: person.id.0,
            })
        })
    });
    insert_models::<former_link::Entity>(db, rows.collect()).await
}

impl People<'_> {
    /// The youngest tombstone that this connection knew under this `externalId`, else the youngest
    /// of this folded `userName`: whom a new person follows.
    pub async fn last_deleted(
        &self,
        account: AccountId,
        connection: ConnectionId,
        external_id: Option<&str>,
        key: &str,
    ) -> Result<Option<PersonId>, StoreError> {
        if let Some(external_id) = external_id {
            let known = "id IN (SELECT person_id FROM former_link \
                 WHERE connection_id = $2 AND known_as = $3)";
            let values = [account.0.into(), connection.0.into(), external_id.into()];
            let found = self.youngest_tombstone(known, values).await?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let values = [account.0.into(), key.into()];
        self.youngest_tombstone("user_name_key = $2", values).await
    }

    async fn youngest_tombstone<const N: usize>(
        &self,
        condition: &str,
        values: [Value; N],
    ) -> Result<Option<PersonId>, StoreError> {
        let sql = format!(
            "SELECT id FROM person WHERE account_id = $1 AND deleted_at IS NOT NULL \
             AND {condition} ORDER BY deleted_at DESC, id DESC LIMIT 1"
        );
        let row = self.db.one(sql, values).await?;
        row.map(|row| Ok(PersonId(row.try_get("", "id")?)))
            .transpose()
    }
}
