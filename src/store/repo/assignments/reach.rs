//! Which records somebody sees by assignment: outright, and by their case groups.

use super::read::Assignments;
use super::rows::record;
use crate::error::StoreError;
use muster_model::access::RecordKey;
use muster_model::ids::{AccountId, PersonId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

impl Assignments<'_> {
    /// Which of these records, each asked of one person, that person is assigned to, outright or by
    /// their case groups; in one statement, however many they are.
    ///
    /// Each pair is looked up by itself: a plan that PostgreSQL makes before it has counted the tables
    /// would otherwise read all that somebody is assigned to.
    pub async fn among(
        &self,
        account: AccountId,
        asked: &[(PersonId, RecordKey)],
    ) -> Result<Vec<(PersonId, RecordKey)>, StoreError> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![account.0.into()];
        let sql = self.looking_up(&mut values, asked);
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(of_person).collect()
    }

    /// The statement that looks each of these up in the account that is the first value.
    pub(crate) fn looking_up(
        &self,
        values: &mut Vec<Value>,
        asked: &[(PersonId, RecordKey)],
    ) -> String {
        let mut entities: Vec<&str> = asked.iter().map(|(_, one)| one.entity.as_str()).collect();
        entities.sort_unstable();
        entities.dedup();
        let of_type = entities.into_iter().map(|entity| {
            values.push(entity.into());
            let place = values.len();
            // PostgreSQL keeps the plan of a statement without a list.
            let pairs = if let [(person, one)] = asked {
                values.extend([person.0.into(), one.id.clone().into()]);
                format!("(SELECT ${} AS id, ${} AS value)", place + 1, place + 2)
            } else {
                let pairs = asked.iter().filter(|(_, one)| one.entity == entity);
                let pairs = pairs.map(|(person, one)| (person.0, one.id.clone()));
                self.db.dialect.texts(values, pairs)
            };
            format!(
                "SELECT asked.id AS person_id, CAST(${place} AS text) AS entity, \
                 asked.value AS external_id FROM {pairs} asked \
                 WHERE (SELECT 1 FROM assignment a WHERE a.account_id = $1 \
                 AND a.person_id = asked.id AND a.entity = ${place} \
                 AND a.external_id = asked.value) IS NOT NULL \
                 OR (SELECT 1 FROM case_group_person p WHERE p.person_id = asked.id \
                 AND (SELECT g.account_id FROM case_group g WHERE g.id = p.group_id) = $1 \
                 AND (SELECT 1 FROM case_group_record r WHERE r.group_id = p.group_id \
                 AND r.entity = ${place} AND r.external_id = asked.value) IS NOT NULL \
                 LIMIT 1) IS NOT NULL"
            )
        });
        of_type.collect::<Vec<_>>().join(" UNION ALL ")
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
}

pub(super) fn of_person(row: &QueryResult) -> Result<(PersonId, RecordKey), StoreError> {
    Ok((PersonId(row.try_get("", "person_id")?), record(row)?))
}
