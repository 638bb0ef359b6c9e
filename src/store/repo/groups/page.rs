//! Pages of groups, as a connection lists them.

use super::Groups;
use super::find::groups_of;
use crate::error::StoreError;
use crate::filter::Condition;
use crate::order::{Listing, Mark, Order, Window};
use crate::repo::list::{read, total};
use crate::repo::people::Viewer;
use muster_model::group::Group;
use muster_model::ids::AccountId;
use sea_orm::sea_query::Value;

const PUSHED: &str = "FROM directory_group g WHERE g.connection_id = $1 AND g.account_id = $2 \
     AND g.deleted_at IS NULL";

impl Groups<'_> {
    /// How many living groups of a connection a condition finds; no more than `most` are counted,
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

    /// A window of the living groups of a connection that a condition finds, always in the order of
    /// the list.
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
    ) -> Result<Vec<(Mark, Group)>, StoreError> {
        let mut values = Vec::new();
        let listing = listing(account, viewer, condition, &mut values);
        let (marks, rows) = read(self.db, &listing, (order, window), limit, values).await?;
        Ok(marks.into_iter().zip(groups_of(&rows)?).collect())
    }
}

/// A connection sees the groups that it pushes.
pub(crate) fn listing<'a>(
    account: AccountId,
    viewer: &Viewer,
    condition: &'a Condition,
    values: &mut Vec<Value>,
) -> Listing<'a> {
    values.extend([viewer.connection.0.into(), account.0.into()]);
    Listing {
        table: "directory_group",
        alias: "g",
        rows: PUSHED.to_owned(),
        condition,
    }
}
