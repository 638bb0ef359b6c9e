//! Columns of people whom older code saved: names folded as they are now, and the domain of those
//! who were never let in.

use super::rows;
use crate::db::Db;
use crate::entity::person;
use crate::error::StoreError;
use muster_model::people::Person;
use uuid::Uuid;

/// Writes the columns that differ from what is written now; `was` and `people` are in one order.
pub(super) async fn refold(
    db: Db<'_>,
    was: &[person::Model],
    people: &[Person],
) -> Result<(), StoreError> {
    for (was, person) in was.iter().zip(people) {
        let is = rows::row(person)?;
        if of(was) != of(&is) {
            let [display_name, employee_number, domain] = of(&is);
            let sql = "UPDATE person SET display_name_key = $2, employee_number_key = $3, \
                       domain = $4 WHERE id = $1";
            let values = [
                is.id.into(),
                display_name.map(str::to_owned).into(),
                employee_number.map(str::to_owned).into(),
                domain.map(str::to_owned).into(),
            ];
            db.run(sql, values).await?;
        }
        if was.user_name_key != is.user_name_key {
            rename(db, &is).await?;
        }
    }
    Ok(())
}

/// The columns that nobody else's row stands in the way of.
fn of(row: &person::Model) -> [Option<&str>; 3] {
    [
        row.display_name_key.as_deref(),
        row.employee_number_key.as_deref(),
        row.domain.as_deref(),
    ]
}

/// Two whose names have become one stay as they are: an administrator has to choose.
async fn rename(db: Db<'_>, is: &person::Model) -> Result<(), StoreError> {
    if is.deleted_at.is_none() {
        let sql = "SELECT id FROM person \
                   WHERE account_id = $1 AND user_name_key = $2 AND deleted_at IS NULL";
        let values = [is.account_id.into(), is.user_name_key.clone().into()];
        if let Some(holder) = db.one(sql, values).await? {
            let holder: Uuid = holder.try_get("", "id")?;
            tracing::warn!(
                person = %is.id,
                %holder,
                "the userNames of two people are now the same: only the holder is found by it"
            );
            return Ok(());
        }
    }
    let sql = "UPDATE person SET user_name_key = $2 WHERE id = $1";
    db.run(sql, [is.id.into(), is.user_name_key.clone().into()])
        .await?;
    Ok(())
}
