//! People as an administrator looks for them.

use super::People;
use crate::db::count;
use crate::error::StoreError;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::{Person, Status};
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// Whom an administrator looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleSearch {
    /// With this status.
    pub status: Option<Status>,
    /// With this folded text in user name, display name or address.
    pub text: Option<String>,
    /// Who has access and sees nothing, or may do so: whose access is out of date is found as well.
    pub sees_nothing: bool,
}

impl People<'_> {
    /// The living people of an account that are looked for, after this id, by id.
    pub async fn search(
        &self,
        account: AccountId,
        search: &PeopleSearch,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<Person>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let mut values: Vec<Value> = vec![account.0.into(), after.into()];
        let mut also = String::new();
        if let Some(status) = search.status {
            values.push(status.as_str().into());
            also = format!(" AND status = ${}", values.len());
        }
        if let Some(text) = &search.text {
            values.push(pattern(text).into());
            also.push_str(&contains(values.len()));
        }
        if search.sees_nothing {
            also.push_str(
                " AND status IN ('invited', 'active') AND (has_nothing OR policy_version < \
                 (SELECT policy_version FROM account WHERE id = $1))",
            );
        }
        values.push(count(limit));
        let sql = format!(
            "SELECT * FROM person WHERE account_id = $1 AND id > $2 AND deleted_at IS NULL{also} \
             ORDER BY id LIMIT ${}",
            values.len()
        );
        let rows = self.db.all(sql, values).await?;
        self.whole(rows).await
    }
}

/// The columns are folded when they are written, so that `LIKE` compares like with like.
fn contains(place: usize) -> String {
    let columns = ["user_name_key", "display_name_key", "sign_in_key"];
    let conditions: Vec<String> = columns
        .iter()
        .map(|column| format!("{column} LIKE ${place} ESCAPE '\\'"))
        .collect();
    format!(" AND ({})", conditions.join(" OR "))
}

/// The text anywhere; its own `%` and `_` mean themselves.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn wildcards_mean_themselves() {
        assert_eq!(pattern(r"50%_\x"), r"%50\%\_\\x%");
    }
}
