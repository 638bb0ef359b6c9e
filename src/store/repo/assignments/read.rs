//! Finding assignments.

use super::rows::{COLUMNS, assignment};
use crate::db::{Db, count};
use crate::error::StoreError;
use crate::reads::Reads;
use muster_model::access::{Assignment, RecordKey};
use muster_model::ids::{AccountId, AssignmentId, PersonId};
use sea_orm::sea_query::Value;

/// Finds who is assigned to what.
pub struct Assignments<'a> {
    pub(super) db: Db<'a>,
}

/// Which assignments a list shows.
#[derive(Clone, Debug, Default)]
pub struct AskedAssignments {
    /// Only those of this person.
    pub person: Option<PersonId>,
    /// Only those to records of this type.
    pub entity: Option<String>,
    /// Only those to the record of this id.
    pub record: Option<String>,
    /// Only those of people who are gone, but still assigned.
    pub gone: bool,
    /// Only those after this one.
    pub after: Option<AssignmentId>,
}

impl Reads<'_> {
    /// Finds who is assigned to what.
    pub fn assignments(&self) -> Assignments<'_> {
        Assignments { db: self.db() }
    }
}

impl Assignments<'_> {
    /// The assignment of this id.
    pub async fn get(
        &self,
        account: AccountId,
        id: AssignmentId,
    ) -> Result<Option<Assignment>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM assignment WHERE account_id = $1 AND id = $2");
        let row = self.db.one(sql, [account.0.into(), id.0.into()]).await?;
        row.as_ref().map(assignment).transpose()
    }

    /// What somebody is assigned to outright, the oldest first.
    pub async fn of_person(
        &self,
        account: AccountId,
        person: PersonId,
    ) -> Result<Vec<Assignment>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM assignment WHERE account_id = $1 AND person_id = $2 \
             ORDER BY created_at, id"
        );
        let values = [account.0.into(), person.0.into()];
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(assignment).collect()
    }

    /// Who is assigned outright to a record, the oldest assignment first.
    pub async fn of_record(
        &self,
        account: AccountId,
        record: &RecordKey,
    ) -> Result<Vec<Assignment>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM assignment \
             WHERE account_id = $1 AND entity = $2 AND external_id = $3 ORDER BY created_at, id"
        );
        let values: [Value; 3] = [
            account.0.into(),
            record.entity.as_str().into(),
            record.id.as_str().into(),
        ];
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(assignment).collect()
    }

    /// One page of a list, by id.
    pub async fn list(
        &self,
        account: AccountId,
        asked: &AskedAssignments,
        limit: u64,
    ) -> Result<Vec<Assignment>, StoreError> {
        let mut values: Vec<Value> = vec![account.0.into()];
        let mut terms = vec!["assignment.account_id = $1".to_owned()];
        let mut ask = |column: &str, value: Option<Value>| {
            if let Some(value) = value {
                values.push(value);
                terms.push(format!("assignment.{column} ${}", values.len()));
            }
        };
        ask("person_id =", asked.person.map(|person| person.0.into()));
        ask("entity =", asked.entity.as_deref().map(Into::into));
        ask("external_id =", asked.record.as_deref().map(Into::into));
        ask("id >", asked.after.map(|after| after.0.into()));
        if asked.gone {
            terms.push("person.status = 'deactivated'".to_owned());
        }
        values.push(count(limit));
        let sql = format!(
            "SELECT {COLUMNS} FROM assignment JOIN person ON person.id = assignment.person_id \
             WHERE {} ORDER BY assignment.id LIMIT ${}",
            terms.join(" AND "),
            values.len()
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(assignment).collect()
    }
}
