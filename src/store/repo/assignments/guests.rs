//! What guests are assigned to, and in which order.

use super::reach::of_person;
use super::read::Assignments;
use crate::error::StoreError;
use muster_model::access::{Assigning, RecordKey};
use muster_model::ids::{AccountId, PersonId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

/// Somebody who is assigned to a record and may be a guest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The record.
    pub record: RecordKey,
    /// Who.
    pub person: PersonId,
    /// Whether their access is older than the policy: then they may be none.
    pub stale: bool,
    /// How many guests a record of the account may have.
    pub most: u32,
}

/// How a statement marks whose access is older than the policy.
const STALE: i32 = 2;

impl Assignments<'_> {
    /// The record that each of these people was assigned to first; who is assigned to none is not
    /// there.
    pub async fn firsts(
        &self,
        account: AccountId,
        people: &[PersonId],
    ) -> Result<Vec<(PersonId, RecordKey)>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![account.0.into()];
        let sql = self.beginning(&mut values, people);
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(of_person).collect()
    }

    /// The statement that finds what each of these people was assigned to first, in the account that is
    /// the first value.
    pub(crate) fn beginning(&self, values: &mut Vec<Value>, people: &[PersonId]) -> String {
        // What is looked for is led by the person, whatever the database knows of the table: the account
        // is looked at afterwards.
        if let [one] = people {
            values.push(one.0.into());
            return first_of("person_id, entity, external_id", values.len());
        }
        let those = self
            .db
            .dialect
            .ids(values, people.iter().map(|person| person.0));
        format!(
            "SELECT person_id, entity, external_id FROM (\
             SELECT a.account_id, a.person_id, a.entity, a.external_id, row_number() OVER (\
             PARTITION BY a.person_id ORDER BY a.created_at, a.id) AS place FROM assignment a \
             WHERE a.person_id IN {those}) held WHERE place = 1 AND account_id = $1"
        )
    }

    /// The guests of these records, and whoever may be one, by assignment; the oldest first.
    pub async fn seats(
        &self,
        account: AccountId,
        records: &[RecordKey],
    ) -> Result<Vec<Seat>, StoreError> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![account.0.into()];
        let these = self.these("a", &mut values, records);
        self.seated(&these, values).await
    }

    /// The guests of the record that somebody from this domain was assigned to first, and whoever may be
    /// one, the oldest first; none when the account has verified the domain.
    pub async fn seats_beside(
        &self,
        account: AccountId,
        guest: PersonId,
        domain: &str,
    ) -> Result<Vec<Seat>, StoreError> {
        let mut values: Vec<Value> = vec![account.0.into()];
        let this = first_record_of("a", &mut values, (guest, domain));
        self.seated(&this, values).await
    }

    async fn seated(&self, these: &str, values: Vec<Value>) -> Result<Vec<Seat>, StoreError> {
        let rows = self.db.all(seating(these), values).await?;
        let seat = |row: &QueryResult| {
            let (person, record) = of_person(row)?;
            let most: Option<i64> = row.try_get("", "guests_per_record")?;
            let most = most.and_then(|most| u32::try_from(most).ok());
            Ok(Seat {
                record,
                person,
                stale: row.try_get::<i32>("", "standing")? == STALE,
                most: most.unwrap_or(Assigning::default().guests),
            })
        };
        rows.iter().map(seat).collect()
    }

    /// The terms by which a table names these records.
    pub(crate) fn these(
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
            let mut names: Vec<String> = ids.map(|one| one.id.clone()).collect();
            let within = match names.pop() {
                // One is looked up whatever PostgreSQL knows of the table.
                Some(name) if names.is_empty() => {
                    values.push(name.into());
                    format!("= ${}", values.len())
                }
                last => format!(
                    "IN {}",
                    self.db.dialect.names(values, names.into_iter().chain(last))
                ),
            };
            format!("{table}.entity = ${place} AND {table}.external_id {within}")
        });
        terms.collect::<Vec<_>>().join(" OR ")
    }
}

/// The statement that finds the guests of the records that these terms of the table `a` name, in the
/// account that is the first value.
pub(crate) fn seating(these: &str) -> String {
    // No text within JSON holds a quotation mark that is not escaped. Each person is looked up by
    // itself: a join of tables that PostgreSQL has counted at different times may read them all.
    format!(
        "SELECT person_id, entity, external_id, guests_per_record, standing FROM (\
         SELECT a.person_id, a.entity, a.external_id, a.created_at, a.id, \
         (SELECT t.guests_per_record FROM account t WHERE t.id = $1) AS guests_per_record, \
         (SELECT CASE WHEN p.policy_version < (\
         SELECT t.policy_version FROM account t WHERE t.id = $1) THEN {STALE} \
         WHEN p.access LIKE '%\"visibility\":\"single\"%' THEN 1 ELSE 0 END \
         FROM person p WHERE p.id = a.person_id) AS standing \
         FROM assignment a WHERE a.account_id = $1 AND ({these})) seats \
         WHERE standing > 0 ORDER BY created_at, id"
    )
}

/// The terms by which a table names the record that somebody from outside was assigned to first.
pub(crate) fn first_record_of(
    table: &str,
    values: &mut Vec<Value>,
    (guest, domain): (PersonId, &str),
) -> String {
    values.extend([guest.0.into(), domain.into()]);
    let (person, domain) = (values.len() - 1, values.len());
    let [entity, id] = ["entity", "external_id"].map(|column| first_of(column, person));
    format!(
        "{table}.entity = ({entity}) AND {table}.external_id = ({id}) AND (\
         SELECT 1 FROM verified_domain d WHERE d.account_id = $1 AND d.domain = ${domain}) IS NULL"
    )
}

/// The statement that finds these columns of what somebody was assigned to first: the person is the
/// value at this place.
fn first_of(columns: &str, person: usize) -> String {
    format!(
        "SELECT {columns} FROM (\
         SELECT * FROM assignment WHERE person_id = ${person} ORDER BY created_at, id LIMIT 1) held \
         WHERE account_id = $1"
    )
}
