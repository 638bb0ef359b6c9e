//! Reading the policy.

use super::rows;
use crate::db::Db;
use crate::error::StoreError;
use crate::policies::{Known, KnownPolicies, Lesson, PolicyMark};
use crate::reads::Reads;
use crate::repo::schemas::Schemas;
use muster_model::access::{
    AssignWhen, Assigning, Catalogue, Dimension, FleetTree, NothingLeft, Policy,
};
use muster_model::ids::{AccountId, RecordSetId, RoleId};
use sea_orm::QueryResult;
use std::sync::Arc;

/// Reads the policy of an account, and what of a person it depends on.
pub struct Policies<'a> {
    pub(super) db: Db<'a>,
    pub(super) known: &'a KnownPolicies,
    /// What the transaction learns and changes, inside of one.
    pub(super) lesson: Option<&'a Lesson>,
}

/// What an account's row itself says of its policy.
#[derive(Clone, Copy, Debug, Default)]
struct Settled {
    nothing_left: Option<NothingLeft>,
    assigning: Assigning,
}

impl Reads<'_> {
    /// Reads the policy of an account, and what of a person it depends on.
    pub fn access(&self) -> Policies<'_> {
        Policies {
            db: self.db(),
            known: self.policies(),
            lesson: None,
        }
    }
}

impl Policies<'_> {
    /// Reads the extension schemas, whose attributes rules may ask for.
    pub fn schemas(&self) -> Schemas<'_> {
        Schemas { db: self.db }
    }

    /// The version of an account's policy; 0 when there is no such account.
    pub async fn version(&self, account: AccountId) -> Result<i64, StoreError> {
        let sql = "SELECT policy_version FROM account WHERE id = $1";
        let row = self.db.one(sql, [account.0.into()]).await?;
        row.map_or(Ok(0), |row| Ok(row.try_get("", "policy_version")?))
    }

    /// The whole policy of an account, read once for each state of it.
    ///
    /// The version is read first: when somebody changes the policy meanwhile, what is compiled
    /// with it counts as older than it is, and is compiled again.
    pub async fn policy(&self, account: AccountId) -> Result<Policy, StoreError> {
        let (mark, settled) = self.mark(account).await?;
        let policy = self.shared(account, mark, settled.nothing_left).await?;
        Ok(Policy {
            assigning: settled.assigning,
            ..Arc::unwrap_or_clone(policy)
        })
    }

    /// What is settled about assignments in an account.
    pub async fn assigning(&self, account: AccountId) -> Result<Assigning, StoreError> {
        Ok(self.mark(account).await?.1.assigning)
    }

    /// The same in this state, but for what is settled about assignments: read anew only where it is
    /// not kept in that one.
    ///
    /// Whoever read the mark in the statement that answers them needs no other statement.
    pub async fn policy_at(
        &self,
        account: AccountId,
        mark: PolicyMark,
    ) -> Result<Arc<Policy>, StoreError> {
        let changed = self.lesson.is_some_and(Lesson::is_changed);
        if let Some(policy) = self.known.get(account, mark).filter(|_| !changed) {
            return Ok(policy);
        }
        let (mark, settled) = self.mark(account).await?;
        self.shared(account, mark, settled.nothing_left).await
    }

    /// The policy but for what is settled about assignments, which changes nobody's access and no
    /// version.
    async fn shared(
        &self,
        account: AccountId,
        mark: PolicyMark,
        nothing_left: Option<NothingLeft>,
    ) -> Result<Arc<Policy>, StoreError> {
        if self.lesson.is_some_and(Lesson::is_changed) {
            let policy = self.load(account, mark.version, nothing_left).await?;
            return Ok(Arc::new(policy));
        }
        if let Some(policy) = self.known.get(account, mark) {
            return Ok(policy);
        }
        let policy = Arc::new(self.load(account, mark.version, nothing_left).await?);
        let known = Known {
            account,
            mark,
            policy: Arc::clone(&policy),
        };
        match self.lesson {
            Some(lesson) => lesson.learn(known),
            None => self.known.put(known),
        }
        Ok(policy)
    }

    /// What tells this state of a policy from others. Connections are never removed, and one that
    /// is new changes no version; no more does the record set of one person that goes with them.
    async fn mark(&self, account: AccountId) -> Result<(PolicyMark, Settled), StoreError> {
        let columns = PolicyMark::COLUMNS;
        let sql = format!(
            "SELECT nothing_left, assign_when, guests_per_record, {columns} \
             FROM account a WHERE a.id = $1"
        );
        let Some(row) = self.db.one(sql, [account.0.into()]).await? else {
            return Ok((PolicyMark::default(), Settled::default()));
        };
        let mark = PolicyMark::read(&row)?;
        let nothing_left: Option<String> = row.try_get("", "nothing_left")?;
        let when: Option<String> = row.try_get("", "assign_when")?;
        let guests: Option<i64> = row.try_get("", "guests_per_record")?;
        let unless_said = Assigning::default();
        let when = when.and_then(|word| AssignWhen::parse(&word));
        let guests = guests.and_then(|guests| u32::try_from(guests).ok());
        let settled = Settled {
            nothing_left: nothing_left.and_then(|word| NothingLeft::parse(&word)),
            assigning: Assigning {
                when: when.unwrap_or(unless_said.when),
                guests: guests.unwrap_or(unless_said.guests),
            },
        };
        Ok((mark, settled))
    }

    async fn load(
        &self,
        account: AccountId,
        version: i64,
        nothing_left: Option<NothingLeft>,
    ) -> Result<Policy, StoreError> {
        let roles = self.of(account, "role", "priority DESC, slug").await?;
        let default = roles
            .iter()
            .find_map(|row| rows::default_role(row).transpose());
        let fleet = self.of(account, "fleet_group", "id").await?;
        let fleet = fleet
            .iter()
            .map(rows::fleet_group)
            .collect::<Result<_, _>>()?;
        Ok(Policy {
            version,
            catalogue: self.catalogue(account).await?,
            roles: roles.iter().map(rows::role).collect::<Result<_, _>>()?,
            default_role: default.transpose()?.map(RoleId),
            nothing_left,
            assigning: Assigning::default(),
            workspaces: self
                .of(account, "workspace", "name")
                .await?
                .iter()
                .map(rows::workspace)
                .collect::<Result<_, _>>()?,
            fleet: FleetTree::plant(fleet).map_err(StoreError::bug)?,
            record_sets: self
                .of(account, "record_set", "name_key")
                .await?
                .iter()
                .map(rows::record_set)
                .collect::<Result<_, _>>()?,
            rules: self
                .of(account, "rule", "id")
                .await?
                .iter()
                .map(rows::rule)
                .collect::<Result<_, _>>()?,
            directories: self
                .of(account, "connection", "id")
                .await?
                .iter()
                .map(rows::directory)
                .collect::<Result<_, _>>()?,
        })
    }

    /// What can be allowed in an account; nothing is laid down where it was made without.
    async fn catalogue(&self, account: AccountId) -> Result<Catalogue, StoreError> {
        let sql = "SELECT catalogue FROM account WHERE id = $1";
        let Some(row) = self.db.one(sql, [account.0.into()]).await? else {
            return Ok(Catalogue::default());
        };
        let held: Option<String> = row.try_get("", "catalogue")?;
        let read = held.map(|text| serde_json::from_str(&text)).transpose();
        Ok(read?.unwrap_or_default())
    }

    /// The domains that an account is known to own, in lower case, sorted.
    pub async fn verified_domains(&self, account: AccountId) -> Result<Vec<String>, StoreError> {
        let rows = self.of(account, "verified_domain", "domain").await?;
        rows.iter()
            .map(|row| Ok(row.try_get("", "domain")?))
            .collect()
    }

    /// How many living people were given a role outright.
    pub async fn holders(&self, account: AccountId, role: RoleId) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT person.id) AS n FROM access_grant \
             JOIN person ON person.id = access_grant.person_id \
             WHERE access_grant.account_id = $1 AND access_grant.dimension = $2 \
             AND access_grant.value = $3 AND person.deleted_at IS NULL";
        let values = [
            account.0.into(),
            Dimension::Role.as_str().into(),
            role.to_string().into(),
        ];
        let row = self.db.one(sql, values).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// How many living people were given a record set outright.
    pub async fn record_set_holders(
        &self,
        account: AccountId,
        set: RecordSetId,
    ) -> Result<u64, StoreError> {
        let sql = "SELECT count(DISTINCT person.id) AS n FROM access_grant \
             JOIN person ON person.id = access_grant.person_id \
             WHERE access_grant.account_id = $1 AND access_grant.dimension = $2 \
             AND access_grant.value LIKE $3 AND person.deleted_at IS NULL";
        let values = [
            account.0.into(),
            Dimension::RecordSet.as_str().into(),
            format!("%={set}").into(),
        ];
        let row = self.db.one(sql, values).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// How many memberships groups have that stand for a role.
    pub async fn projected_members(
        &self,
        account: AccountId,
        role: RoleId,
    ) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM directory_group g \
             JOIN membership m ON m.group_id = g.id WHERE g.account_id = $1 AND g.target = $2 \
             AND g.kind = 'role' AND g.deleted_at IS NULL";
        let row = self.db.one(sql, [account.0.into(), role.0.into()]).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    async fn of(
        &self,
        account: AccountId,
        table: &str,
        order: &str,
    ) -> Result<Vec<QueryResult>, StoreError> {
        let sql = format!("SELECT * FROM {table} WHERE account_id = $1 ORDER BY {order}");
        self.db.all(sql, [account.0.into()]).await
    }
}
