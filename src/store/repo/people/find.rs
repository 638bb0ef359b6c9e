//! Finding people.

use super::rows;
use crate::db::{Db, OF_THE_ACCOUNT, count, list};
use crate::entity::{access_grant, link, person};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::tx::Tx;
use muster_model::access::Access;
use muster_model::ids::{AccountId, ConnectionId, EmailChangeId, InvitationId, PersonId};
use muster_model::people::Person;
use sea_orm::sea_query::Value;
use sea_orm::{FromQueryResult, QueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// How many ids one statement names at most.
const AT_ONCE: usize = 500;

/// Finds people. In a transaction, a finder of one person locks its row.
pub struct People<'a> {
    pub(super) db: Db<'a>,
}

impl Reads<'_> {
    /// Finds people.
    pub fn people(&self) -> People<'_> {
        People { db: self.db() }
    }
}

impl Tx {
    /// Finds people without locking them, for who has to hold something else first.
    pub fn people_unlocked(&self) -> People<'_> {
        People {
            db: self.db().unlocked(),
        }
    }
}

impl People<'_> {
    /// The living person of this id.
    pub async fn get(
        &self,
        account: AccountId,
        id: PersonId,
    ) -> Result<Option<Person>, StoreError> {
        self.one(
            "account_id = $1 AND id = $2",
            [account.0.into(), id.0.into()],
        )
        .await
    }

    /// The person of this id, also a tombstone.
    pub async fn get_with_tombstones(
        &self,
        account: AccountId,
        id: PersonId,
    ) -> Result<Option<Person>, StoreError> {
        let lock = self.db.lock();
        let sql = format!("SELECT * FROM person WHERE account_id = $1 AND id = $2{lock}");
        let rows = self.db.all(sql, [account.0.into(), id.0.into()]).await?;
        Ok(self.whole(rows).await?.pop())
    }

    /// The living people of these ids, by id; in a transaction they are locked in that order.
    pub async fn get_many(
        &self,
        account: AccountId,
        ids: &[PersonId],
    ) -> Result<Vec<Person>, StoreError> {
        let mut ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut people = Vec::with_capacity(ids.len());
        for part in ids.chunks(AT_ONCE) {
            let mut values: Vec<Value> = vec![account.0.into()];
            let sql = format!(
                "SELECT * FROM person WHERE {OF_THE_ACCOUNT} AND deleted_at IS NULL AND id IN {} \
                 ORDER BY id{}",
                list(&mut values, part.iter().copied()),
                self.db.lock(),
            );
            let rows = self.db.all(sql, values).await?;
            people.extend(self.whole(rows).await?);
        }
        Ok(people)
    }

    /// The living person whose folded `userName` this is.
    pub async fn by_user_name(
        &self,
        account: AccountId,
        key: &str,
    ) -> Result<Option<Person>, StoreError> {
        self.one(
            "account_id = $1 AND user_name_key = $2",
            [account.0.into(), key.into()],
        )
        .await
    }

    /// The living person whose folded sign-in address this is.
    pub async fn by_sign_in(
        &self,
        account: AccountId,
        key: &str,
    ) -> Result<Option<Person>, StoreError> {
        self.one(
            "account_id = $1 AND sign_in_key = $2",
            [account.0.into(), key.into()],
        )
        .await
    }

    /// The living person whom a connection knows under this `externalId`.
    pub async fn by_external_id(
        &self,
        account: AccountId,
        connection: ConnectionId,
        external_id: &str,
    ) -> Result<Option<Person>, StoreError> {
        let condition = "account_id = $1 AND id IN \
             (SELECT person_id FROM link WHERE connection_id = $2 AND external_id = $3)";
        self.one(
            condition,
            [account.0.into(), connection.0.into(), external_id.into()],
        )
        .await
    }

    /// The living people who have this folded address among their emails, by id.
    pub async fn by_email(&self, account: AccountId, key: &str) -> Result<Vec<Person>, StoreError> {
        let sql = format!(
            "SELECT * FROM person WHERE deleted_at IS NULL AND account_id = $1 AND id IN \
             (SELECT person_id FROM person_email WHERE account_id = $1 \
             AND substr(value_key, 1, 200) = substr($2, 1, 200) AND value_key = $2) \
             ORDER BY id{}",
            self.db.lock()
        );
        let rows = self.db.all(sql, [account.0.into(), key.into()]).await?;
        self.whole(rows).await
    }

    /// The living person who holds this invitation, in whatever account.
    pub async fn by_invitation(&self, id: InvitationId) -> Result<Option<Person>, StoreError> {
        self.one("invitation_id = $1", [id.0.into()]).await
    }

    /// The living person whose change of address this is, in whatever account.
    pub async fn by_email_change(&self, id: EmailChangeId) -> Result<Option<Person>, StoreError> {
        self.one("email_change_id = $1", [id.0.into()]).await
    }

    /// The living people of an account after this id, by id.
    pub async fn list(
        &self,
        account: AccountId,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<Person>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let sql = "SELECT * FROM person WHERE account_id = $1 AND id > $2 \
             AND deleted_at IS NULL ORDER BY id LIMIT $3";
        let values = [account.0.into(), after.into(), count(limit)];
        let rows = self.db.all(sql, values).await?;
        self.whole(rows).await
    }

    /// The ids of the living people of an account after this id, sorted.
    pub async fn ids(
        &self,
        account: AccountId,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<PersonId>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let sql = "SELECT id FROM person WHERE account_id = $1 AND id > $2 \
             AND deleted_at IS NULL ORDER BY id LIMIT $3";
        let values = [account.0.into(), after.into(), count(limit)];
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| Ok(PersonId(row.try_get("", "id")?)))
            .collect()
    }

    /// What the living people of an account after this id may do and see as it was compiled last,
    /// by id; what is older than the policy says so by its version.
    pub async fn accesses(
        &self,
        account: AccountId,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<(PersonId, Access)>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let sql = "SELECT id, access, policy_version FROM person WHERE account_id = $1 \
             AND id > $2 AND deleted_at IS NULL ORDER BY id LIMIT $3";
        let values = [account.0.into(), after.into(), count(limit)];
        let rows = self.db.all(sql, values).await?;
        let access = |row: &QueryResult| {
            let text: String = row.try_get("", "access")?;
            let mut access: Access = serde_json::from_str(&text)?;
            access.policy_version = row.try_get("", "policy_version")?;
            Ok((PersonId(row.try_get("", "id")?), access))
        };
        rows.iter().map(access).collect()
    }

    /// How many living people an account has.
    pub async fn count_all(&self, account: AccountId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM person WHERE account_id = $1 AND deleted_at IS NULL";
        let row = self.db.one(sql, [account.0.into()]).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// The living owners of an account, by id.
    pub async fn owners(&self, account: AccountId) -> Result<Vec<Person>, StoreError> {
        let sql = "SELECT * FROM person WHERE account_id = $1 AND owner AND deleted_at IS NULL \
             ORDER BY id";
        let rows = self.db.all(sql, [account.0.into()]).await?;
        self.whole(rows).await
    }

    async fn one<const N: usize>(
        &self,
        condition: &str,
        values: [Value; N],
    ) -> Result<Option<Person>, StoreError> {
        let lock = self.db.lock();
        let sql = format!("SELECT * FROM person WHERE {condition} AND deleted_at IS NULL{lock}");
        let rows = self.db.all(sql, values).await?;
        Ok(self.whole(rows).await?.pop())
    }

    /// People with what stands beside their rows, in the order of the rows. Links and grants are
    /// read after the rows are locked: otherwise two changes at once would lose one.
    pub(super) async fn whole(&self, rows: Vec<QueryResult>) -> Result<Vec<Person>, StoreError> {
        let rows: Vec<person::Model> = rows
            .iter()
            .map(|row| person::Model::from_query_result(row, ""))
            .collect::<Result<_, _>>()?;
        let mut links = HashMap::<Uuid, Vec<_>>::new();
        let mut grants = HashMap::<Uuid, Vec<_>>::new();
        for part in rows.chunks(AT_ONCE) {
            let ids = || part.iter().map(|row| row.id);
            for row in self.beside("link", "connection_id", ids()).await? {
                let row = link::Model::from_query_result(&row, "")?;
                links
                    .entry(row.person_id)
                    .or_default()
                    .push(rows::link(row));
            }
            for row in self.beside("access_grant", "id", ids()).await? {
                let row = access_grant::Model::from_query_result(&row, "")?;
                let of = row.person_id;
                grants.entry(of).or_default().push(rows::grant(row)?);
            }
        }
        rows.into_iter()
            .map(|row| {
                let links = links.remove(&row.id).unwrap_or_default();
                let grants = grants.remove(&row.id).unwrap_or_default();
                rows::person(row, links, grants)
            })
            .collect()
    }

    async fn beside(
        &self,
        table: &str,
        order: &str,
        people: impl Iterator<Item = Uuid>,
    ) -> Result<Vec<QueryResult>, StoreError> {
        let mut values = Vec::new();
        let people = list(&mut values, people);
        let sql = format!("SELECT * FROM {table} WHERE person_id IN {people} ORDER BY {order}");
        self.db.all(sql, values).await
    }
}
