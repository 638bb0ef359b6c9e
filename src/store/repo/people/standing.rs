//! What a decision needs of people, in one statement: not their links and grants, but the state of the
//! policy that their access must be compared with.

use super::People;
use crate::db::{OF_THE_ACCOUNT, count, list};
use crate::error::StoreError;
use crate::policies::PolicyMark;
use muster_model::access::Access;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Status;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// How many people one statement names at most.
const AT_ONCE: usize = 500;

/// What is read of each person, beside the mark of the policy.
const COLUMNS: &str = "p.id, p.user_name, p.sign_in_address, p.status, p.access, \
    p.policy_version, a.slug";

/// What tells one state of the policy from another.
const MARK: &str = PolicyMark::COLUMNS;

/// A living person as a decision sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Who it is.
    pub person: PersonId,
    /// By what the caller called them.
    pub called: String,
    /// Where they stand.
    pub status: Status,
    /// Their `userName`.
    pub user_name: String,
    /// The address that they sign in with.
    pub sign_in: Option<String>,
    /// What they may do and see, as it was compiled last.
    pub access: Access,
    /// The short name of the account.
    pub account_slug: String,
    /// The policy that is in force.
    pub mark: PolicyMark,
}

/// How a caller calls people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalledBy {
    /// By sign-in address, folded.
    Address,
    /// By the `externalId` of any connection of the account.
    ExternalId,
}

impl Standing {
    /// Whether the access is older than the policy.
    pub fn is_stale(&self) -> bool {
        self.access.policy_version < self.mark.version
    }
}

impl People<'_> {
    /// The living people of these ids, called by them.
    pub async fn standing(
        &self,
        account: AccountId,
        ids: &[PersonId],
    ) -> Result<Vec<Standing>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for part in ids.chunks(AT_ONCE) {
            let mut values: Vec<Value> = vec![account.0.into()];
            let ids = list(&mut values, part.iter().map(|id| id.0));
            let sql = format!(
                "SELECT {COLUMNS}, {MARK}, NULL AS called FROM person p JOIN account a ON a.id = $1 \
                 WHERE p.{OF_THE_ACCOUNT} AND p.deleted_at IS NULL AND p.id IN {ids} ORDER BY p.id"
            );
            found.extend(self.read_standing(sql, values).await?);
        }
        Ok(found)
    }

    /// The living people whom a caller calls so, once for each name; two of one name are both there.
    pub async fn standing_called(
        &self,
        account: AccountId,
        by: CalledBy,
        names: &[String],
    ) -> Result<Vec<Standing>, StoreError> {
        let mut found = Vec::with_capacity(names.len());
        for part in names.chunks(AT_ONCE) {
            let mut values: Vec<Value> = vec![account.0.into()];
            let names = list(&mut values, part.iter().cloned());
            let (distinct, called, from) = match by {
                CalledBy::Address => (
                    "",
                    "p.sign_in_key",
                    format!(
                        "person p JOIN account a ON a.id = $1 \
                         WHERE p.account_id = $1 AND p.sign_in_key IN {names}"
                    ),
                ),
                CalledBy::ExternalId => (
                    "DISTINCT",
                    "l.external_id",
                    format!(
                        "connection n JOIN link l ON l.connection_id = n.id \
                         JOIN person p ON p.id = l.person_id JOIN account a ON a.id = $1 \
                         WHERE n.account_id = $1 AND p.{OF_THE_ACCOUNT} AND l.external_id IN {names}"
                    ),
                ),
            };
            let sql = format!(
                "SELECT {distinct} {COLUMNS}, {MARK}, {called} AS called FROM {from} \
                 AND p.deleted_at IS NULL ORDER BY p.id"
            );
            found.extend(self.read_standing(sql, values).await?);
        }
        Ok(found)
    }

    /// The living people of an account after this id, by id and called by it.
    pub async fn standing_after(
        &self,
        account: AccountId,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<Standing>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let sql = format!(
            "SELECT {COLUMNS}, {MARK}, NULL AS called FROM person p JOIN account a ON a.id = $1 \
             WHERE p.account_id = $1 AND p.id > $2 AND p.deleted_at IS NULL ORDER BY p.id LIMIT $3"
        );
        let values = vec![account.0.into(), after.into(), count(limit)];
        self.read_standing(sql, values).await
    }

    /// The `externalId` of each of these people, by connection; whoever has none is not there.
    pub async fn external_ids(
        &self,
        people: &[PersonId],
    ) -> Result<Vec<(PersonId, String)>, StoreError> {
        let mut found = Vec::new();
        for part in people.chunks(AT_ONCE) {
            let mut values = Vec::new();
            let people = list(&mut values, part.iter().map(|id| id.0));
            let sql = format!(
                "SELECT person_id, external_id FROM link WHERE external_id IS NOT NULL \
                 AND person_id IN {people} ORDER BY connection_id, person_id"
            );
            for row in self.db.all(sql, values).await? {
                let person = PersonId(row.try_get("", "person_id")?);
                found.push((person, row.try_get("", "external_id")?));
            }
        }
        Ok(found)
    }

    async fn read_standing(
        &self,
        sql: String,
        values: Vec<Value>,
    ) -> Result<Vec<Standing>, StoreError> {
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(standing).collect()
    }
}

fn standing(row: &QueryResult) -> Result<Standing, StoreError> {
    let person = PersonId(row.try_get("", "id")?);
    let called: Option<String> = row.try_get("", "called")?;
    let status: String = row.try_get("", "status")?;
    let status = Status::parse(&status)
        .ok_or_else(|| StoreError::bug(format!("no status is called {status:?}")))?;
    let access: String = row.try_get("", "access")?;
    let mut access: Access = serde_json::from_str(&access)?;
    // The column is right: a stale person's access is older than every policy.
    access.policy_version = row.try_get("", "policy_version")?;
    Ok(Standing {
        person,
        called: called.unwrap_or_else(|| person.to_string()),
        status,
        user_name: row.try_get("", "user_name")?,
        sign_in: row.try_get("", "sign_in_address")?,
        access,
        account_slug: row.try_get("", "slug")?,
        mark: PolicyMark::read(row)?,
    })
}
