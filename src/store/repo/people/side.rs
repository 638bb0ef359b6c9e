//! What stands beside a person's row: emails, attributes, links, grants, sessions.

use super::rows;
use crate::attributes::{Difference, OF_PEOPLE, Row, rows_of};
use crate::db::{Db, list};
use crate::entity::{access_grant, link, person_email};
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::change::Change;
use muster_model::clock::Timestamp;
use muster_model::people::{Person, Status};
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// How many rows one `DELETE` names at most.
const AT_ONCE: usize = 500;

/// Writes the differences of many people, each kind of row in one statement.
pub(super) async fn write(
    db: Db<'_>,
    changes: &[Change<Person>],
    now: Timestamp,
) -> Result<(), StoreError> {
    emails(db, changes).await?;
    extensions(db, changes).await?;
    links(db, changes).await?;
    grants(db, changes).await?;
    sessions(db, changes, now).await
}

async fn emails(db: Db<'_>, changes: &[Change<Person>]) -> Result<(), StoreError> {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for change in changes {
        let was = change.before().map(rows::emails).unwrap_or_default();
        let is = rows::emails(change.after());
        if was != is {
            if !was.is_empty() {
                gone.push(change.after().id.0);
            }
            new.extend(is);
        }
    }
    delete(db, "person_email WHERE person_id IN", &gone).await?;
    insert_models::<person_email::Entity>(db, new).await
}

/// The attributes of a person's extensions; a deleted person has none, so that no filter finds it.
pub(super) fn attributes(person: &Person) -> Vec<Row> {
    if person.status == Status::Deleted {
        return Vec::new();
    }
    rows_of(person.id.0, person.account.0, &person.profile.attributes)
}

async fn extensions(db: Db<'_>, changes: &[Change<Person>]) -> Result<(), StoreError> {
    let mut difference = Difference::default();
    for change in changes {
        let was = change.before().map(attributes).unwrap_or_default();
        difference.add(&was, attributes(change.after()));
    }
    difference.write(db, &OF_PEOPLE).await
}

async fn links(db: Db<'_>, changes: &[Change<Person>]) -> Result<(), StoreError> {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for change in changes {
        let was = change.before().map(rows::links).unwrap_or_default();
        let is = rows::links(change.after());
        gone.extend(was.iter().filter(|row| !is.contains(row)).cloned());
        new.extend(is.into_iter().filter(|row| !was.contains(row)));
    }
    for part in gone.chunks(AT_ONCE) {
        let mut values: Vec<Value> = Vec::new();
        let pairs: Vec<String> = part
            .iter()
            .map(|row| list(&mut values, [row.connection_id, row.person_id]))
            .collect();
        let sql = format!(
            "DELETE FROM link WHERE (connection_id, person_id) IN (VALUES {})",
            pairs.join(", ")
        );
        db.run(sql, values).await?;
    }
    insert_models::<link::Entity>(db, new).await
}

async fn grants(db: Db<'_>, changes: &[Change<Person>]) -> Result<(), StoreError> {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for change in changes {
        let was = change.before().map(rows::grants).transpose()?;
        let was = was.unwrap_or_default();
        let is = rows::grants(change.after())?;
        gone.extend(was.iter().filter(|row| !is.contains(row)).map(|row| row.id));
        new.extend(is.into_iter().filter(|row| !was.contains(row)));
    }
    delete(db, "access_grant WHERE id IN", &gone).await?;
    insert_models::<access_grant::Entity>(db, new).await
}

/// Who lost access loses every session in the same commit.
async fn sessions(
    db: Db<'_>,
    changes: &[Change<Person>],
    now: Timestamp,
) -> Result<(), StoreError> {
    let active = |person: &Person| person.status == Status::Active;
    let out: Vec<Uuid> = changes
        .iter()
        .filter(|change| change.before().is_some_and(active) && !active(change.after()))
        .map(|change| change.after().id.0)
        .collect();
    for part in out.chunks(AT_ONCE) {
        let mut values: Vec<Value> = vec![now.0.into()];
        let people = list(&mut values, part.iter().copied());
        let sql = format!(
            "UPDATE session SET ended_at = $1 WHERE ended_at IS NULL AND person_id IN {people}"
        );
        db.run(sql, values).await?;
    }
    Ok(())
}

/// Deletes rows of these people.
pub(super) async fn delete(db: Db<'_>, from: &str, ids: &[Uuid]) -> Result<(), StoreError> {
    for part in ids.chunks(AT_ONCE) {
        let mut values = Vec::new();
        let ids = list(&mut values, part.iter().copied());
        db.run(format!("DELETE FROM {from} {ids}"), values).await?;
    }
    Ok(())
}
