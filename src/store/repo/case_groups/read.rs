//! Finding case groups.

use crate::db::{Db, count};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::repo::assignments::rows::record;
use muster_model::access::{CaseGroup, RecordKey};
use muster_model::ids::{AccountId, CaseGroupId, PersonId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// The columns of a case group.
const COLUMNS: &str = "g.id, g.name, g.version";

/// Finds case groups, and what is in them.
pub struct CaseGroups<'a> {
    pub(super) db: Db<'a>,
}

/// Which case groups a list shows.
#[derive(Clone, Debug, Default)]
pub struct AskedCaseGroups {
    /// Only those that this person is in.
    pub person: Option<PersonId>,
    /// Only those after this one.
    pub after: Option<CaseGroupId>,
}

impl Reads<'_> {
    /// Finds case groups, and what is in them.
    pub fn case_groups(&self) -> CaseGroups<'_> {
        CaseGroups { db: self.db() }
    }
}

impl CaseGroups<'_> {
    /// The case group of this id, locked in a transaction.
    pub async fn get(
        &self,
        account: AccountId,
        id: CaseGroupId,
    ) -> Result<Option<CaseGroup>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM case_group g WHERE g.account_id = $1 AND g.id = $2{}",
            self.db.lock()
        );
        let row = self.db.one(sql, [account.0.into(), id.0.into()]).await?;
        row.as_ref().map(case_group).transpose()
    }

    /// One page of them, by id.
    pub async fn list(
        &self,
        account: AccountId,
        asked: &AskedCaseGroups,
        limit: u64,
    ) -> Result<Vec<CaseGroup>, StoreError> {
        let after = asked.after.map_or(Uuid::nil(), |after| after.0);
        let mut values: Vec<Value> = vec![account.0.into(), count(limit), after.into()];
        let theirs = asked.person.map_or("", |person| {
            values.push(person.0.into());
            " AND g.id IN (SELECT group_id FROM case_group_person WHERE person_id = $4)"
        });
        let sql = format!(
            "SELECT {COLUMNS} FROM case_group g WHERE g.account_id = $1 AND g.id > $3{theirs} \
             ORDER BY g.id LIMIT $2"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(case_group).collect()
    }

    /// Those that each of these people is in, by name; in one statement, however many they are.
    pub async fn of_people(
        &self,
        account: AccountId,
        people: &[PersonId],
    ) -> Result<Vec<(PersonId, CaseGroup)>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![account.0.into()];
        let ids = people.iter().map(|person| person.0);
        let those = self.db.dialect.ids(&mut values, ids);
        let sql = format!(
            "SELECT {COLUMNS}, p.person_id FROM case_group_person p \
             JOIN case_group g ON g.id = p.group_id \
             WHERE g.account_id = $1 AND p.person_id IN {those} ORDER BY g.name_key"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(person_in).collect()
    }

    /// Who is gone and still in a case group, by group and person.
    pub async fn of_the_gone(
        &self,
        account: AccountId,
        person: Option<PersonId>,
        after: Option<(CaseGroupId, PersonId)>,
        limit: u64,
    ) -> Result<Vec<(PersonId, CaseGroup)>, StoreError> {
        let (group, last) = after.map_or_else(Default::default, |(group, last)| (group.0, last.0));
        let mut values: Vec<Value> =
            vec![account.0.into(), count(limit), group.into(), last.into()];
        let theirs = person.map_or("", |person| {
            values.push(person.0.into());
            " AND p.person_id = $5"
        });
        let sql = format!(
            "SELECT {COLUMNS}, p.person_id FROM case_group_person p \
             JOIN case_group g ON g.id = p.group_id \
             JOIN person ON person.id = p.person_id AND person.status = 'deactivated' \
             WHERE g.account_id = $1 AND (g.id > $3 OR (g.id = $3 AND p.person_id > $4)){theirs} \
             ORDER BY g.id, p.person_id LIMIT $2"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(person_in).collect()
    }

    /// The people of a case group who have access or are invited, by id.
    pub async fn people_who_stay(&self, id: CaseGroupId) -> Result<Vec<PersonId>, StoreError> {
        let sql = "SELECT p.person_id FROM case_group_person p \
             JOIN person ON person.id = p.person_id AND person.status IN ('invited', 'active') \
             WHERE p.group_id = $1 ORDER BY p.person_id";
        let rows = self.db.all(sql, [id.0.into()]).await?;
        let person = |row: &QueryResult| Ok(PersonId(row.try_get("", "person_id")?));
        rows.iter().map(person).collect()
    }

    /// The living people of a case group, by id.
    pub async fn people(&self, id: CaseGroupId) -> Result<Vec<PersonId>, StoreError> {
        let sql = "SELECT p.person_id FROM case_group_person p \
             JOIN person ON person.id = p.person_id AND person.deleted_at IS NULL \
             WHERE p.group_id = $1 ORDER BY p.person_id";
        let rows = self.db.all(sql, [id.0.into()]).await?;
        let person = |row: &QueryResult| Ok(PersonId(row.try_get("", "person_id")?));
        rows.iter().map(person).collect()
    }

    /// The records of a case group, by type and id.
    pub async fn records(&self, id: CaseGroupId) -> Result<Vec<RecordKey>, StoreError> {
        let sql = "SELECT entity, external_id FROM case_group_record WHERE group_id = $1 \
             ORDER BY entity, external_id";
        let rows = self.db.all(sql, [id.0.into()]).await?;
        rows.iter().map(record).collect()
    }
}

fn person_in(row: &QueryResult) -> Result<(PersonId, CaseGroup), StoreError> {
    Ok((PersonId(row.try_get("", "person_id")?), case_group(row)?))
}

fn case_group(row: &QueryResult) -> Result<CaseGroup, StoreError> {
    Ok(CaseGroup {
        id: CaseGroupId(row.try_get("", "id")?),
        name: row.try_get("", "name")?,
        version: row.try_get("", "version")?,
    })
}
