//! Many rows in one statement.

use crate::db::Db;
use crate::error::StoreError;
use sea_orm::sea_query::{Iden, Value};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait};

/// Inserts rows of one table, as many in a statement as it can bind.
pub(crate) async fn insert<E, A>(db: Db<'_>, rows: Vec<A>) -> Result<(), StoreError>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E>,
{
    let width = E::Column::iter().count().max(1);
    let at_once = (db.dialect.most_values() / width).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<A> = rows.by_ref().take(at_once).collect();
        let inserting = E::insert_many(part);
        let rows = inserting.exec_without_returning(&db.executor()).await?;
        db.tally.wrote(rows);
    }
    Ok(())
}

/// Inserts rows given as models.
pub(crate) async fn insert_models<E>(db: Db<'_>, rows: Vec<E::Model>) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    insert::<E, E::ActiveModel>(db, rows.collect()).await
}

/// Rewrites rows that still have the version and sequence they were read with; answers how many
/// there were. The tables have `id`, `version` and `sequence`.
pub(crate) async fn update_models<E>(
    db: Db<'_>,
    rows: Vec<(E::Model, i64, i64)>,
) -> Result<u64, StoreError>
where
    E: EntityTrait + Default,
    E::Model: ModelTrait<Entity = E>,
{
    let columns: Vec<String> = E::Column::iter().map(|c| c.unquoted().to_owned()).collect();
    let at_once = (db.dialect.most_values() / (columns.len() + 2)).max(1);
    let mut updated = 0;
    for part in rows.chunks(at_once) {
        let mut values: Vec<Value> = Vec::new();
        let mut lines: Vec<String> = Vec::new();
        for (row, version, sequence) in part {
            let first = values.len();
            values.extend(E::Column::iter().map(|column| row.get(column)));
            values.push((*version).into());
            values.push((*sequence).into());
            lines.push(placeholders(first, values.len()));
        }
        updated += db.run(update::<E>(&columns, &lines), values).await?;
    }
    Ok(updated)
}

fn update<E: EntityTrait + Default>(columns: &[String], lines: &[String]) -> String {
    let table = E::default().table_name().to_owned();
    let set: Vec<String> = columns
        .iter()
        .filter(|column| *column != "id")
        .map(|column| format!("{column} = fresh.{column}"))
        .collect();
    format!(
        "WITH fresh ({}, was_version, was_sequence) AS (VALUES {}) \
         UPDATE {table} SET {} FROM fresh WHERE {table}.id = fresh.id \
         AND {table}.version = fresh.was_version AND {table}.sequence = fresh.was_sequence",
        columns.join(", "),
        lines.join(", "),
        set.join(", "),
    )
}

/// `($1, $2, $3)` for the values from one place to before another.
pub(crate) fn placeholders(first: usize, end: usize) -> String {
    let names: Vec<String> = (first + 1..=end).map(|n| format!("${n}")).collect();
    format!("({})", names.join(", "))
}
