//! The record sets that are one person's own go with them.

use crate::db::list;
use crate::error::StoreError;
use crate::tx::Tx;
use muster_model::change::Change;
use muster_model::ids::{AccountId, RecordSetId};
use muster_model::people::{Person, Status};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Drops the sets of whoever is deleted by these changes. Nobody else can be given them, so that no
/// access changes, and the policy keeps its version.
pub(super) async fn drop_of_deleted(tx: &Tx, changes: &[Change<Person>]) -> Result<(), StoreError> {
    let mut deleted: BTreeMap<AccountId, Vec<Uuid>> = BTreeMap::new();
    for change in changes {
        let was = change.before().map(|person| person.status);
        let person = change.after();
        if person.status == Status::Deleted && was != Some(Status::Deleted) {
            deleted.entry(person.account).or_default().push(person.id.0);
        }
    }
    for (account, people) in deleted {
        for set in sets_of(tx, account, &people).await? {
            tx.access().drop_record_set(account, set).await?;
        }
    }
    Ok(())
}

async fn sets_of(
    tx: &Tx,
    account: AccountId,
    people: &[Uuid],
) -> Result<Vec<RecordSetId>, StoreError> {
    let mut values: Vec<Value> = vec![account.0.into()];
    let people = list(&mut values, people.iter().copied());
    let sql = format!(
        "SELECT id FROM record_set WHERE account_id = $1 AND of_person IN {people} ORDER BY id"
    );
    let rows = tx.db().all(&sql, values).await?;
    let id = |row: &QueryResult| Ok(RecordSetId(row.try_get("", "id")?));
    rows.iter().map(id).collect()
}
