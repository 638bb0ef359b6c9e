//! Lists of people and of groups: how many rows there are, and one window of them.

use crate::db::Db;
use crate::error::StoreError;
use crate::order::{Listing, Mark, Order, Window};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

/// How many rows there are; no more than `most` are counted, when it is given.
///
/// `values` are those that the listing binds.
pub(super) async fn total(
    db: Db<'_>,
    listing: &Listing<'_>,
    most: Option<u64>,
    mut values: Vec<Value>,
) -> Result<u64, StoreError> {
    let sql = match most {
        Some(most) => listing.counting_up_to(most, &mut values),
        None => listing.counting(&mut values),
    };
    let row = db.one(sql, values).await?;
    let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(total.unsigned_abs())
}

/// The rows of one window, always in the order of the list, and where each of them stands.
pub(super) async fn read(
    db: Db<'_>,
    listing: &Listing<'_>,
    (order, window): (&Order, &Window),
    limit: u64,
    mut values: Vec<Value>,
) -> Result<(Vec<Mark>, Vec<QueryResult>), StoreError> {
    if limit == 0 {
        return Ok((Vec::new(), Vec::new()));
    }
    let sql = listing.page(order, window, limit, &mut values)?;
    let mut rows = db.all(sql, values).await?;
    if window.is_backwards() {
        rows.reverse();
    }
    let marks = rows.iter().map(|row| order.mark(row));
    Ok((marks.collect::<Result<_, _>>()?, rows))
}
