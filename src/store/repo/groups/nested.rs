//! Groups within groups (decision 29 of the house): who belongs to what, directly or through another.

use super::find::groups_of;
use super::{Groups, WriteGroups};
use crate::db::{count, list};
use crate::error::StoreError;
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, GroupId, PersonId};
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
}

/// Every member below some groups, each once however often it is reached: `UNION` ends a cycle.
const BELOW: &str = "WITH RECURSIVE below (id, kind) AS ( \
     SELECT member_id, member_kind FROM membership WHERE group_id IN {groups} \
     UNION SELECT m.member_id, m.member_kind FROM membership m \
     JOIN below b ON b.id = m.group_id WHERE b.kind = 'group')";

impl Groups<'_> {
    /// The groups that these people belong to, directly or through another group.
    pub async fn memberships(&self, people: &[PersonId]) -> Result<Vec<Membership>, StoreError> {
        let mut found = Vec::new();
        for part in people.chunks(500) {
            let mut values = Vec::new();
            let ids = list(&mut values, part.iter().map(|id| id.0));
            let sql = format!(
                "WITH RECURSIVE above (person, id, direct) AS ( \
                 SELECT member_id, group_id, 1 FROM membership WHERE member_id IN {ids} \
                 UNION SELECT a.person, m.group_id, 0 FROM membership m \
                 JOIN above a ON a.id = m.member_id) \
                 SELECT a.person, g.id, g.display_name, g.connection_id, max(a.direct) AS direct \
                 FROM above a JOIN directory_group g ON g.id = a.id WHERE g.deleted_at IS NULL \
                 GROUP BY a.person, g.id, g.display_name, g.connection_id \
                 ORDER BY a.person, g.id"
            );
            for row in self.db.all(sql, values).await? {
                found.push(Membership {
                    person: PersonId(row.try_get("", "person")?),
                    group: GroupId(row.try_get("", "id")?),
                    name: row.try_get("", "display_name")?,
                    connection: ConnectionId(row.try_get("", "connection_id")?),
                    direct: row.try_get::<i32>("", "direct")? == 1,
                });
            }
        }
        Ok(found)
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
        let groups = list(&mut values, groups.iter().map(|id| id.0));
        values.push(after.map_or(Uuid::nil(), |id| id.0).into());
        values.push(count(limit));
        let sql = format!(
            "{} SELECT id FROM below WHERE kind = 'user' AND id > ${} ORDER BY id LIMIT ${}",
            BELOW.replace("{groups}", &groups),
            values.len() - 1,
            values.len(),
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| Ok(PersonId(row.try_get("", "id")?)))
            .collect()
    }

    /// Whether a group would lie below itself if these groups became its members.
    pub async fn would_cycle(
        &self,
        group: GroupId,
        members: &[GroupId],
    ) -> Result<bool, StoreError> {
        if members.contains(&group) {
            return Ok(true);
        }
        let mut values: Vec<Value> = Vec::new();
        let members = list(&mut values, members.iter().map(|id| id.0));
        values.push(group.0.into());
        let sql = format!(
            "{} SELECT 1 AS found FROM below WHERE id = ${} LIMIT 1",
            BELOW.replace("{groups}", &members),
            values.len(),
        );
        Ok(self.db.one(sql, values).await?.is_some())
    }
}

impl WriteGroups<'_> {
    /// Marks everybody below these groups for compiling, in one statement.
    pub async fn mark_people_stale(
        &self,
        account: AccountId,
        groups: &[GroupId],
    ) -> Result<u64, StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let groups = list(&mut values, groups.iter().map(|id| id.0));
        values.push(account.0.into());
        let sql = format!(
            "{} UPDATE person SET policy_version = -1 WHERE account_id = ${} \
             AND deleted_at IS NULL AND id IN (SELECT id FROM below WHERE kind = 'user')",
            BELOW.replace("{groups}", &groups),
            values.len(),
        );
        self.tx.db().run(sql, values).await
    }
}
