//! Pages of people, as a connection lists them.

use super::{People, Viewer};
use crate::error::StoreError;
use crate::filter::Condition;
use crate::order::{Listing, Mark, Order, Window};
use crate::repo::list::{read, total};
use muster_model::ids::AccountId;
use muster_model::people::Person;
use sea_orm::sea_query::Value;

impl People<'_> {
    /// How many living people that a connection sees a condition finds; no more than `most` are counted,
    /// when it is given.
    pub async fn count(
        &self,
        account: AccountId,
        viewer: &Viewer,
        condition: &Condition,
        most: Option<u64>,
    ) -> Result<u64, StoreError> {
        let mut values = Vec::new();
        let listing = listing(account, viewer, condition, &mut values);
        total(self.db, &listing, most, values).await
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
        let mut values = Vec::new();
        let listing = listing(account, viewer, condition, &mut values);
        let (marks, rows) = read(self.db, &listing, (order, window), limit, values).await?;
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
