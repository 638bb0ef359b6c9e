//! Reading members, page by page.

use super::Groups;
use crate::db::{count, list};
use crate::error::StoreError;
use muster_model::group::{Group, Member, MemberKind};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// How many ids one statement names at most.
const AT_ONCE: usize = 500;

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

    /// Those of these ids that are members of a group, without their names.
    pub(super) async fn members_among(
        &self,
        group: &Group,
        ids: &[Uuid],
    ) -> Result<Vec<Member>, StoreError> {
        let mut members = Vec::new();
        for part in ids.chunks(AT_ONCE) {
            let mut values: Vec<Value> = vec![group.id.0.into()];
            let ids = list(&mut values, part.iter().copied());
            let sql = format!(
                "SELECT member_id, member_kind, '' AS name, NULL AS external_id \
                 FROM membership WHERE group_id = $1 AND member_id IN {ids}"
            );
            members.extend(members_of(&self.db.all(sql, values).await?)?);
        }
        Ok(members)
    }

    /// The same members with their names.
    pub(super) async fn named(
        &self,
        group: &Group,
        members: Vec<Member>,
    ) -> Result<Vec<Member>, StoreError> {
        let mut named = Vec::with_capacity(members.len());
        for part in members.chunks(AT_ONCE) {
            let mut values: Vec<Value> = vec![group.connection.0.into(), group.id.0.into()];
            let ids = list(&mut values, part.iter().map(|member| member.id));
            let sql = format!(
                "{NAMED} WHERE m.group_id = $2 AND m.member_id IN {ids} ORDER BY m.member_id"
            );
            named.extend(members_of(&self.db.all(sql, values).await?)?);
        }
        Ok(named)
    }

    /// Every member of a group, without names; for a request that removes or replaces them all.
    pub(super) async fn all_members(&self, group: &Group) -> Result<Vec<Member>, StoreError> {
        let sql = "SELECT member_id, member_kind, '' AS name, NULL AS external_id \
             FROM membership WHERE group_id = $1";
        members_of(&self.db.all(sql, [group.id.0.into()]).await?)
    }

    /// How many members a group has.
    pub async fn count_members(&self, group: &Group) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM membership WHERE group_id = $1";
        let row = self.db.one(sql, [group.id.0.into()]).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// The people and groups of these ids that a group's connection may put into it.
    pub(super) async fn known(
        &self,
        group: &Group,
        ids: &[Uuid],
    ) -> Result<Vec<Member>, StoreError> {
        let mut known = Vec::new();
        for part in ids.chunks(AT_ONCE) {
            let mut values: Vec<Value> = vec![group.connection.0.into()];
            let ids = list(&mut values, part.iter().copied());
            // The connection implies the account; naming it too would lead a planner to the index
            // on accounts, and from there through everybody.
            let sql = format!(
                "SELECT p.id AS member_id, 'user' AS member_kind, p.user_name AS name, \
                 l.external_id AS external_id FROM person p \
                 JOIN link l ON l.person_id = p.id AND l.connection_id = $1 \
                 WHERE p.deleted_at IS NULL AND p.id IN {ids} \
                 UNION ALL SELECT g.id, 'group', g.display_name, g.external_id \
                 FROM directory_group g WHERE g.connection_id = $1 \
                 AND g.deleted_at IS NULL AND g.id IN {ids}"
            );
            known.extend(members_of(&self.db.all(sql, values).await?)?);
        }
        Ok(known)
    }
}

fn members_of(rows: &[QueryResult]) -> Result<Vec<Member>, StoreError> {
    rows.iter().map(member).collect()
}

fn member(row: &QueryResult) -> Result<Member, StoreError> {
    let kind: String = row.try_get("", "member_kind")?;
    Ok(Member {
        id: row.try_get("", "member_id")?,
        kind: match kind.as_str() {
            "group" => MemberKind::Group,
            _ => MemberKind::User,
        },
        external_id: row.try_get("", "external_id")?,
        name: row.try_get("", "name")?,
    })
}
