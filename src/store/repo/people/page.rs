//! Pages of people, as a connection lists them.

use super::{People, Viewer};
use crate::db::count;
use crate::error::StoreError;
use crate::filter::Condition;
use crate::order::{Listing, Mark, Order, Window};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Person;
use sea_orm::sea_query::Value;
use uuid::Uuid;

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

    /// How many living people that a connection sees a condition finds, and one page of them by id.
    pub async fn find_page(
        &self,
        account: AccountId,
        viewer: &Viewer,
        condition: &Condition,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<Person>), StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let rows = viewer.rows(account, &mut values);
        let sql = condition.sql(&mut values);
        let counting = format!("SELECT count(*) AS n {rows} AND {sql}");
        let row = self.db.one(counting, values.clone()).await?;
        let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        if limit == 0 {
            return Ok((total.unsigned_abs(), Vec::new()));
        }
        let (skip, most) = (values.len() + 1, values.len() + 2);
        values.extend([count(offset), count(limit)]);
        let page =
            format!("SELECT p.* {rows} AND {sql} ORDER BY p.id LIMIT ${most} OFFSET ${skip}");
        let rows = self.db.all(page, values).await?;
        Ok((total.unsigned_abs(), self.whole(rows).await?))
    }

    /// The living people that a connection sees and a condition finds, after this id, by id.
    pub async fn find_after(
        &self,
        account: AccountId,
        viewer: &Viewer,
        condition: &Condition,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<Person>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let mut values: Vec<Value> = Vec::new();
        let rows = viewer.rows(account, &mut values);
        let sql = condition.sql(&mut values);
        let (start, most) = (values.len() + 1, values.len() + 2);
        values.extend([after.into(), count(limit)]);
        let page =
            format!("SELECT p.* {rows} AND {sql} AND p.id > ${start} ORDER BY p.id LIMIT ${most}");
        let rows = self.db.all(page, values).await?;
        self.whole(rows).await
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
