//! Groups within groups (decision 29 of the house): who belongs to what, directly or through another.

use super::find::groups_of;
use super::{Groups, WriteGroups};
use crate::db::{OF_THE_ACCOUNT, count};
use crate::error::StoreError;
use crate::wake::Rings;
use muster_model::access::Projected;
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, GroupId, PersonId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// One group that a person belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Who belongs.
    pub person: PersonId,
    /// To what.
    pub group: GroupId,
    /// The name of the group.
    pub name: String,
    /// Which connection pushes it.
    pub connection: ConnectionId,
    /// Whether the person is a member itself, not only of a group in it.
    pub direct: bool,
    /// What it gives to its members by itself.
    pub projects: Option<Projected>,
}

impl Groups<'_> {
    /// The groups that these people belong to, directly or through another group.
    pub async fn memberships(&self, people: &[PersonId]) -> Result<Vec<Membership>, StoreError> {
        let mut values = Vec::new();
        let people = people.iter().map(|id| id.0);
        let sql = format!(
            "WITH RECURSIVE above (person, id, direct) AS ( \
             SELECT member_id, group_id, 1 FROM membership \
             WHERE member_id IN (SELECT w.id FROM {} w) \
             UNION SELECT a.person, m.group_id, 0 FROM membership m \
             JOIN above a ON a.id = m.member_id) \
             SELECT a.person, g.id, g.display_name, g.connection_id, g.kind, g.target, \
             max(a.direct) AS direct \
             FROM above a JOIN directory_group g ON g.id = a.id WHERE g.deleted_at IS NULL \
             GROUP BY a.person, g.id, g.display_name, g.connection_id, g.kind, g.target \
             ORDER BY a.person, g.id",
            self.db.dialect.ids(&mut values, people)
        );
        let rows = self.db.all(sql, values).await?;
        let membership = |row: &QueryResult| {
            Ok(Membership {
                person: PersonId(row.try_get("", "person")?),
                group: GroupId(row.try_get("", "id")?),
                name: row.try_get("", "display_name")?,
                connection: ConnectionId(row.try_get("", "connection_id")?),
                direct: row.try_get::<i32>("", "direct")? == 1,
                projects: Projected::of(
                    &row.try_get::<String>("", "kind")?,
                    row.try_get("", "target")?,
                ),
            })
        };
        rows.iter().map(membership).collect()
    }

    /// The living groups that somebody or something is a member of itself, by id; in a transaction
    /// they are locked in that order.
    pub async fn having_member(
        &self,
        account: AccountId,
        member: Uuid,
    ) -> Result<Vec<Group>, StoreError> {
        let sql = format!(
            "SELECT * FROM directory_group WHERE account_id = $1 AND deleted_at IS NULL \
             AND id IN (SELECT group_id FROM membership WHERE member_id = $2) ORDER BY id{}",
            self.db.lock()
        );
        groups_of(&self.db.all(sql, [account.0.into(), member.into()]).await?)
    }

    /// The people below these groups, after this id, by id.
    pub async fn people_below(
        &self,
        groups: &[GroupId],
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<PersonId>, StoreError> {
        let mut values = Vec::new();
        let groups = self.below(&mut values, groups);
        values.push(after.map_or(Uuid::nil(), |id| id.0).into());
        values.push(count(limit));
        let sql = format!(
            "{groups} SELECT id FROM below WHERE kind = 'user' AND id > ${} \
             ORDER BY id LIMIT ${}",
            values.len() - 1,
            values.len(),
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| Ok(PersonId(row.try_get("", "id")?)))
            .collect()
    }

    /// Whether a group would lie below itself if these groups became its members.
    ///
    /// The way up is walked: a group has few groups above it, and may have 100,000 people below.
    pub async fn would_cycle(
        &self,
        group: GroupId,
        members: &[GroupId],
    ) -> Result<bool, StoreError> {
        if members.is_empty() {
            return Ok(false);
        }
        let mut values: Vec<Value> = Vec::new();
        let members = members.iter().map(|id| id.0);
        let sql = format!(
            "WITH RECURSIVE above (id) AS (SELECT w.id FROM {} w \
             UNION SELECT m.group_id FROM membership m JOIN above a ON a.id = m.member_id) \
             SELECT 1 AS found FROM above WHERE id IN (SELECT w.id FROM {} w) LIMIT 1",
            self.db.dialect.ids(&mut values, [group.0]),
            self.db.dialect.ids(&mut values, members),
        );
        Ok(self.db.one(sql, values).await?.is_some())
    }

    /// Everybody below these groups, each once however often reached: `UNION` ends a cycle.
    fn below(&self, values: &mut Vec<Value>, groups: &[GroupId]) -> String {
        let groups = groups.iter().map(|id| id.0);
        format!(
            "WITH RECURSIVE below (id, kind) AS ( \
             SELECT member_id, member_kind FROM membership \
             WHERE group_id IN (SELECT w.id FROM {} w) \
             UNION SELECT m.member_id, m.member_kind FROM membership m \
             JOIN below b ON b.id = m.group_id WHERE b.kind = 'group')",
            self.db.dialect.ids(values, groups)
        )
    }
}

impl WriteGroups<'_> {
    /// Marks everybody below these groups for compiling, in one statement.
    pub async fn mark_people_stale(
        &self,
        account: AccountId,
        groups: &[GroupId],
    ) -> Result<u64, StoreError> {
        Rings::remember(&self.tx.rings.jobs);
        let mut values: Vec<Value> = vec![account.0.into()];
        let sql = format!(
            "{} UPDATE person SET policy_version = -1 WHERE {OF_THE_ACCOUNT} \
             AND deleted_at IS NULL AND id IN (SELECT id FROM below WHERE kind = 'user')",
            self.below(&mut values, groups),
        );
        self.tx.db().run(sql, values).await
    }
}
