//! Pages of people, as a connection lists them.

use super::{People, Viewer};
use crate::error::StoreError;
use crate::filter::Condition;
use crate::order::{Listing, Mark, Order, Window};
use muster_model::ids::AccountId;
use muster_model::people::Person;
use sea_orm::sea_query::Value;

impl People<'_> {
    /// How many living people that a connection sees a condition finds.
    pub async fn count(
        &self,
        account: AccountId,
        viewer: &Viewer,
        condition: &Condition,
    ) -> Result<u64, StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let sql = listing(account, viewer, condition, &mut values).counting(&mut values);
        let row = self.db.one(sql, values).await?;
        let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(total.unsigned_abs())
    }

    /// How many living people that a connection sees a condition finds; no more than so many are
    /// counted.
    pub async fn count_up_to(
        &self,
        account: AccountId,
        viewer: &Viewer,
        condition: &Condition,
        most: u64,
    ) -> Result<u64, StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let listing = listing(account, viewer, condition, &mut values);
        let sql = listing.counting_up_to(most, &mut values);
        let row = self.db.one(sql, values).await?;
        let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(total.unsigned_abs())
    }

    /// A window of the living people that a connection sees and a condition finds, always in the
    /// order of the list.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is one word of the question that a list asks"
    )]
    pub async fn page(
        &self,
        account: AccountId,
        viewer: &Viewer,
        condition: &Condition,
        order: &Order,
        window: &Window,
        limit: u64,
    ) -> Result<Vec<(Mark, Person)>, StoreError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = Vec::new();
        let listing = listing(account, viewer, condition, &mut values);
        let sql = listing.page(order, window, limit, &mut values)?;
        let mut rows = self.db.all(sql, values).await?;
        if window.is_backwards() {
            rows.reverse();
        }
        let marks: Vec<Mark> = rows
            .iter()
            .map(|row| order.mark(row))
            .collect::<Result<_, _>>()?;
        let people = self.whole(rows).await?;
        Ok(marks.into_iter().zip(people).collect())
    }
}

/// The living people that a connection sees and a condition finds.
pub(crate) fn listing<'a>(
    account: AccountId,
    viewer: &Viewer,
    condition: &'a Condition,
    values: &mut Vec<Value>,
) -> Listing<'a> {
    Listing {
        table: "person",
        alias: "p",
        rows: viewer.rows(account, values),
        condition,
    }
}
