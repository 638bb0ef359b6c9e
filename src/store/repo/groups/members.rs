//! Reading members: page by page, or those that a request names.

use super::Groups;
use crate::db::count;
use crate::error::StoreError;
use muster_model::group::{Group, Member, MemberKind};
use muster_model::ids::GroupId;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The member of a row, with its names at the group's connection.
const NAMED: &str = "SELECT m.member_id, m.member_kind, \
     COALESCE(p.user_name, g.display_name, '') AS name, \
     COALESCE(l.external_id, g.external_id) AS external_id \
     FROM membership m \
     LEFT JOIN person p ON p.id = m.member_id \
     LEFT JOIN link l ON l.person_id = m.member_id AND l.connection_id = $1 \
     LEFT JOIN directory_group g ON g.id = m.member_id";

impl Groups<'_> {
    /// The members of a group after this id, by id.
    pub async fn members(
        &self,
        group: &Group,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<Member>, StoreError> {
        let sql = format!(
            "{NAMED} WHERE m.group_id = $2 AND m.member_id > $3 ORDER BY m.member_id LIMIT $4"
        );
        let values = [
            group.connection.0.into(),
            group.id.0.into(),
            after.unwrap_or_default().into(),
            count(limit),
        ];
        members_of(&self.db.all(sql, values).await?)
    }

    /// How these ids stand to a group: one row each, whether it is a member, and whether the
    /// group's connection may put it there.
    ///
    /// Each id is looked up by key, so that the cost grows with the ids and not with the group.
    pub(super) async fn standing(
        &self,
        group: &Group,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<Vec<Standing>, StoreError> {
        let mut values: Vec<Value> = vec![group.connection.0.into(), group.id.0.into()];
        let ids = self.db.dialect.ids(&mut values, ids);
        // The connection implies the account; naming it too would lead a planner to the index
        // on accounts, and from there through everybody.
        let sql = format!(
            "SELECT w.id AS member_id, m.member_kind AS held, \
             CASE WHEN l.person_id IS NOT NULL AND p.deleted_at IS NULL THEN 'user' \
             WHEN g.connection_id = $1 AND g.deleted_at IS NULL THEN 'group' END AS known, \
             COALESCE(p.user_name, g.display_name, '') AS name, \
             COALESCE(l.external_id, g.external_id) AS external_id \
             FROM {ids} w \
             LEFT JOIN membership m ON m.group_id = $2 AND m.member_id = w.id \
             LEFT JOIN person p ON p.id = w.id \
             LEFT JOIN link l ON l.person_id = w.id AND l.connection_id = $1 \
             LEFT JOIN directory_group g ON g.id = w.id"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(standing).collect()
    }

    /// Those of these ids that are no members, and the members that are not among them: what a
    /// whole list changes. Members that stay are compared in the database and never read.
    ///
    /// `EXCEPT` compares sets as wholes; an anti-join may be planned as a loop within a loop.
    pub(super) async fn difference(
        &self,
        group: &Group,
        wanted: impl IntoIterator<Item = Uuid>,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut values: Vec<Value> = vec![group.id.0.into()];
        let wanted = self.db.dialect.ids(&mut values, wanted);
        let held = "SELECT member_id AS id FROM membership WHERE group_id = $1";
        let sql = format!(
            "SELECT id FROM (SELECT w.id FROM {wanted} w EXCEPT {held}) joining \
             UNION ALL SELECT id FROM ({held} EXCEPT SELECT w.id FROM {wanted} w) leaving"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
    }

    /// Whether a group has more than this many members; no more of them are looked at.
    pub async fn has_more_members_than(
        &self,
        group: &Group,
        limit: u64,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS one FROM membership WHERE group_id = $1 LIMIT 1 OFFSET $2";
        let row = self.db.one(sql, [group.id.0.into(), count(limit)]).await?;
        Ok(row.is_some())
    }

    /// How somebody is named in each of these groups that it is a member of itself.
    pub async fn named_in(
        &self,
        groups: &[Group],
        member: Uuid,
    ) -> Result<HashMap<GroupId, Member>, StoreError> {
        let mut values: Vec<Value> = vec![member.into()];
        let groups = self
            .db
            .dialect
            .ids(&mut values, groups.iter().map(|group| group.id.0));
        let sql = format!(
            "SELECT m.group_id, m.member_id, m.member_kind, \
             COALESCE(p.user_name, g.display_name, '') AS name, \
             COALESCE(l.external_id, g.external_id) AS external_id FROM {groups} w \
             JOIN membership m ON m.group_id = w.id AND m.member_id = $1 \
             JOIN directory_group home ON home.id = m.group_id \
             LEFT JOIN person p ON p.id = m.member_id \
             LEFT JOIN link l ON l.person_id = m.member_id AND l.connection_id = home.connection_id \
             LEFT JOIN directory_group g ON g.id = m.member_id"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| Ok((GroupId(row.try_get("", "group_id")?), member_of(row)?)))
            .collect()
    }
}

/// How an id that a request names stands to a group.
pub(super) struct Standing {
    pub(super) id: Uuid,
    /// Whether it is a member.
    pub(super) held: bool,
    /// Who it is, when it is a member or may become one.
    pub(super) member: Option<Member>,
}

fn standing(row: &QueryResult) -> Result<Standing, StoreError> {
    let held: Option<String> = row.try_get("", "held")?;
    let known: Option<String> = row.try_get("", "known")?;
    let is_held = held.is_some();
    let id = row.try_get("", "member_id")?;
    let member = match held.or(known) {
        Some(kind) => Some(Member {
            id,
            kind: kind_of(&kind),
            external_id: row.try_get("", "external_id")?,
            name: row.try_get("", "name")?,
        }),
        None => None,
    };
    Ok(Standing {
        id,
        held: is_held,
        member,
    })
}

fn members_of(rows: &[QueryResult]) -> Result<Vec<Member>, StoreError> {
    rows.iter().map(member_of).collect()
}

fn member_of(row: &QueryResult) -> Result<Member, StoreError> {
    let kind: String = row.try_get("", "member_kind")?;
    Ok(Member {
        id: row.try_get("", "member_id")?,
        kind: kind_of(&kind),
        external_id: row.try_get("", "external_id")?,
        name: row.try_get("", "name")?,
    })
}

fn kind_of(word: &str) -> MemberKind {
    match word {
        "group" => MemberKind::Group,
        _ => MemberKind::User,
    }
}
