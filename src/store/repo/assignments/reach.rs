//! Which records somebody sees by assignment: outright, and by their case groups.

use super::read::Assignments;
use super::rows::record;
use crate::error::StoreError;
use muster_model::access::RecordKey;
use muster_model::ids::{AccountId, PersonId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

impl Assignments<'_> {
    /// Which of these records these people are assigned to, outright or by their case groups; in one
    /// statement, however many they are.
    pub async fn among(
        &self,
        account: AccountId,
        people: &[PersonId],
        records: &[RecordKey],
    ) -> Result<Vec<(PersonId, RecordKey)>, StoreError> {
        if people.is_empty() || records.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![account.0.into()];
        let ids = people.iter().map(|person| person.0);
        let those = self.db.dialect.ids(&mut values, ids);
        let (held, within) = (
            self.these("a", &mut values, records),
            self.these("r", &mut values, records),
        );
        let sql = format!(
            "SELECT a.person_id, a.entity, a.external_id FROM assignment a \
             WHERE a.account_id = $1 AND a.person_id IN {those} AND ({held}) \
             UNION SELECT p.person_id, r.entity, r.external_id FROM case_group_person p \
             JOIN case_group g ON g.id = p.group_id AND g.account_id = $1 \
             JOIN case_group_record r ON r.group_id = p.group_id \
             WHERE p.person_id IN {those} AND ({within})"
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(of_person).collect()
    }

    /// The ids of the records of one type that somebody is assigned to, outright or by their case
    /// groups, sorted.
    pub async fn ids_of(
        &self,
        account: AccountId,
        person: PersonId,
        entity: &str,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT external_id FROM assignment \
             WHERE account_id = $1 AND person_id = $2 AND entity = $3 \
             UNION SELECT r.external_id FROM case_group_person p \
             JOIN case_group g ON g.id = p.group_id AND g.account_id = $1 \
             JOIN case_group_record r ON r.group_id = p.group_id \
             WHERE p.person_id = $2 AND r.entity = $3 ORDER BY external_id";
        let values: [Value; 3] = [account.0.into(), person.0.into(), entity.into()];
        let rows = self.db.all(sql, values).await?;
        let id = |row: &QueryResult| Ok(row.try_get("", "external_id")?);
        rows.iter().map(id).collect()
    }

    /// The terms by which a table names these records.
    pub(super) fn these(
        &self,
        table: &str,
        values: &mut Vec<Value>,
        records: &[RecordKey],
    ) -> String {
        let mut entities: Vec<&str> = records.iter().map(|one| one.entity.as_str()).collect();
        entities.sort_unstable();
        entities.dedup();
        let terms = entities.into_iter().map(|entity| {
            values.push(entity.into());
            let place = values.len();
            let ids = records.iter().filter(|one| one.entity == entity);
            let names = ids.map(|one| one.id.clone());
            let names = self.db.dialect.names(values, names);
            format!("{table}.entity = ${place} AND {table}.external_id IN {names}")
        });
        terms.collect::<Vec<_>>().join(" OR ")
    }
}

pub(super) fn of_person(row: &QueryResult) -> Result<(PersonId, RecordKey), StoreError> {
    Ok((PersonId(row.try_get("", "person_id")?), record(row)?))
}
