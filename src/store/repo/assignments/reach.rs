//! Which records somebody sees by assignment: outright, and by their case groups.

use super::read::Assignments;
use crate::db::count;
use crate::error::StoreError;
use muster_model::access::{RecordKey, Visibility};
use muster_model::ids::{AccountId, PersonId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

impl Assignments<'_> {
    /// Which of these records somebody sees by assignment, whose visibility this is. Who sees all
    /// records is not asked: nothing is found.
    pub async fn among(
        &self,
        account: AccountId,
        (person, visibility): (PersonId, Visibility),
        records: &[RecordKey],
    ) -> Result<Vec<RecordKey>, StoreError> {
        match visibility {
            Visibility::All => Ok(Vec::new()),
            Visibility::Single => {
                let one = self.single(account, person).await?;
                Ok(one
                    .into_iter()
                    .filter(|one| records.contains(one))
                    .collect())
            }
            Visibility::Assigned => self.assigned_among(account, person, records).await,
        }
    }

    /// The ids of the records of one type that somebody sees by assignment, whose visibility this
    /// is, sorted; those after one of them.
    pub async fn ids_of(
        &self,
        account: AccountId,
        (person, visibility): (PersonId, Visibility),
        entity: &str,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Vec<String>, StoreError> {
        match visibility {
            Visibility::All => return Ok(Vec::new()),
            Visibility::Single => {
                let one = self.single(account, person).await?;
                let fits = |one: &RecordKey| {
                    one.entity == entity && after.is_none_or(|after| one.id.as_str() > after)
                };
                let one = one.filter(fits).filter(|_| limit > 0);
                return Ok(one.into_iter().map(|one| one.id).collect());
            }
            Visibility::Assigned => {}
        }
        let values: Vec<Value> = vec![
            account.0.into(),
            person.0.into(),
            entity.into(),
            after.unwrap_or_default().into(),
            count(limit),
        ];
        let sql = format!("{} ORDER BY external_id LIMIT $5", both("external_id > $4"));
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(external_id).collect()
    }

    /// The one record that a guest sees: the one they were assigned to first.
    pub async fn single(
        &self,
        account: AccountId,
        person: PersonId,
    ) -> Result<Option<RecordKey>, StoreError> {
        let sql = "SELECT entity, external_id FROM assignment \
             WHERE account_id = $1 AND person_id = $2 ORDER BY created_at, id LIMIT 1";
        let values = [account.0.into(), person.0.into()];
        let row = self.db.one(sql, values).await?;
        row.as_ref().map(super::rows::record).transpose()
    }

    async fn assigned_among(
        &self,
        account: AccountId,
        person: PersonId,
        records: &[RecordKey],
    ) -> Result<Vec<RecordKey>, StoreError> {
        let mut found = Vec::new();
        let mut entities: Vec<&str> = records.iter().map(|one| one.entity.as_str()).collect();
        entities.sort_unstable();
        entities.dedup();
        for entity in entities {
            let ids = records.iter().filter(|one| one.entity == entity);
            let mut values: Vec<Value> = vec![account.0.into(), person.0.into(), entity.into()];
            let names = self.db.dialect;
            let names = names.names(&mut values, ids.map(|one| one.id.clone()));
            let sql = both(&format!("external_id IN {names}"));
            for row in &self.db.all(sql, values).await? {
                found.push(RecordKey::new(entity, external_id(row)?));
            }
        }
        Ok(found)
    }
}

/// What is assigned outright and by case groups: account, person and entity type are the first values.
fn both(and: &str) -> String {
    format!(
        "SELECT external_id FROM assignment \
         WHERE account_id = $1 AND person_id = $2 AND entity = $3 AND {and} \
         UNION SELECT r.external_id FROM case_group_person p \
         JOIN case_group g ON g.id = p.group_id AND g.account_id = $1 \
         JOIN case_group_record r ON r.group_id = p.group_id \
         WHERE p.person_id = $2 AND r.entity = $3 AND r.{and}"
    )
}

fn external_id(row: &QueryResult) -> Result<String, StoreError> {
    Ok(row.try_get("", "external_id")?)
}
