//! Writing attributes by difference, or anew.

use super::row::Row;
use super::table::Attributes;
use crate::db::{Db, list};
use crate::error::StoreError;
use crate::rows::placeholders;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// How many rows one `DELETE` names at most.
const AT_ONCE: usize = 500;
/// How many columns a row has.
const WIDTH: usize = 7;

/// Rows that come and go.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    gone: Vec<Row>,
    new: Vec<Row>,
}

impl Difference {
    /// What one resource's rows were, and what they are.
    pub(crate) fn add(&mut self, was: &[Row], is: Vec<Row>) {
        let gone = was.iter().filter(|row| !is.contains(row));
        self.gone.extend(gone.cloned());
        let new = is.into_iter().filter(|row| !was.contains(row));
        self.new.extend(new);
    }

    /// Writes what differs, of many resources at once.
    pub(crate) async fn write(self, db: Db<'_>, of: &Attributes) -> Result<(), StoreError> {
        let Attributes { table, owner, .. } = of;
        for part in self.gone.chunks(AT_ONCE) {
            let mut values: Vec<Value> = Vec::new();
            let keys = part.iter().map(|row| {
                let key: [Value; 3] = [
                    row.owner.into(),
                    row.path.clone().into(),
                    row.position.into(),
                ];
                list(&mut values, key)
            });
            let keys: Vec<String> = keys.collect();
            let sql = format!(
                "DELETE FROM {table} WHERE ({owner}, path, position) IN (VALUES {})",
                keys.join(", ")
            );
            db.run(sql, values).await?;
        }
        insert(db, of, self.new).await
    }
}

/// Puts these rows in the place of all that these resources have.
pub(crate) async fn rewrite(
    db: Db<'_>,
    of: &Attributes,
    owners: &[Uuid],
    rows: Vec<Row>,
) -> Result<(), StoreError> {
    let Attributes { table, owner, .. } = of;
    for part in owners.chunks(AT_ONCE) {
        let mut values: Vec<Value> = Vec::new();
        let part = list(&mut values, part.iter().copied());
        let sql = format!("DELETE FROM {table} WHERE {owner} IN {part}");
        db.run(sql, values).await?;
    }
    insert(db, of, rows).await
}

async fn insert(db: Db<'_>, of: &Attributes, rows: Vec<Row>) -> Result<(), StoreError> {
    let Attributes { table, owner, .. } = of;
    let at_once = (db.dialect.most_values() / WIDTH).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let (mut values, mut lines): (Vec<Value>, Vec<String>) = Default::default();
        for row in rows.by_ref().take(at_once) {
            let first = values.len();
            let row: [Value; WIDTH] = [
                row.owner.into(),
                row.path.into(),
                row.position.into(),
                row.account.into(),
                row.key.into(),
                row.exact.into(),
                row.rank.into(),
            ];
            values.extend(row);
            lines.push(placeholders(first, values.len()));
        }
        let sql = format!(
            "INSERT INTO {table} ({owner}, path, position, account_id, key, exact, rank) VALUES {}",
            lines.join(", ")
        );
        db.run(sql, values).await?;
    }
    Ok(())
}
