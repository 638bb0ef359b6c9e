//! Many values in one parameter, and the table that a statement makes of it.
//!
//! A statement with a place for each value would be another text for each number of values, and
//! 100,000 of them would be 200 statements. One parameter holds any number: a JSON array on SQLite,
//! an array on PostgreSQL.

use super::Dialect;
use sea_orm::sea_query::Value;
use std::fmt::Write as _;
use uuid::Uuid;

impl Dialect {
    /// Binds ids as one value; answers a table for them with the column `id`.
    pub(crate) fn ids(
        self,
        values: &mut Vec<Value>,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> String {
        let place = self.bind(values, ids.into_iter().map(|id| id.simple().to_string()));
        match self {
            Self::Sqlite => format!("(SELECT unhex(value) AS id FROM json_each({place}))"),
            Self::Postgres => format!("(SELECT unnest(CAST({place} AS uuid[])) AS id)"),
        }
    }

    /// Binds pairs of ids as one value; answers a table for them with the columns `one` and `other`.
    pub(crate) fn pairs(
        self,
        values: &mut Vec<Value>,
        pairs: impl IntoIterator<Item = (Uuid, Uuid)>,
    ) -> String {
        let pairs = pairs.into_iter();
        let place = self.bind(
            values,
            pairs.map(|(one, other)| format!("{}{}", one.simple(), other.simple())),
        );
        match self {
            Self::Sqlite => format!(
                "(SELECT unhex(substr(value, 1, 32)) AS one, unhex(substr(value, 33)) AS other \
                 FROM json_each({place}))"
            ),
            Self::Postgres => format!(
                "(SELECT CAST(substr(pair, 1, 32) AS uuid) AS one, \
                 CAST(substr(pair, 33) AS uuid) AS other \
                 FROM unnest(CAST({place} AS text[])) AS pair)"
            ),
        }
    }

    /// Binds pairs of an id and a text as one value; answers a table for them with the columns
    /// `id` and `value`.
    pub(crate) fn texts(
        self,
        values: &mut Vec<Value>,
        texts: impl IntoIterator<Item = (Uuid, String)>,
    ) -> String {
        let texts = texts.into_iter();
        let place = self.bind(
            values,
            texts.map(|(id, text)| format!("{}{text}", id.simple())),
        );
        match self {
            Self::Sqlite => format!(
                "(SELECT unhex(substr(value, 1, 32)) AS id, substr(value, 33) AS value \
                 FROM json_each({place}))"
            ),
            Self::Postgres => format!(
                "(SELECT CAST(substr(line, 1, 32) AS uuid) AS id, substr(line, 33) AS value \
                 FROM unnest(CAST({place} AS text[])) AS line)"
            ),
        }
    }

    /// Binds texts as one value; answers a table for them with the column `value`, in their order.
    pub(crate) fn names(
        self,
        values: &mut Vec<Value>,
        names: impl IntoIterator<Item = String>,
    ) -> String {
        let place = self.bind(values, names.into_iter());
        match self {
            Self::Sqlite => format!("(SELECT value FROM json_each({place}))"),
            Self::Postgres => format!("(SELECT unnest(CAST({place} AS text[])) AS value)"),
        }
    }

    /// Binds texts as one list in the words of the database; answers its place.
    fn bind(self, values: &mut Vec<Value>, texts: impl Iterator<Item = String>) -> String {
        let (open, close) = match self {
            Self::Sqlite => ('[', ']'),
            Self::Postgres => ('{', '}'),
        };
        let mut list = String::from(open);
        for text in texts {
            if list.len() > 1 {
                list.push(',');
            }
            self.quote(&mut list, &text);
        }
        list.push(close);
        values.push(list.into());
        format!("${}", values.len())
    }

    /// One text of a list, whatever stands in it.
    fn quote(self, list: &mut String, text: &str) {
        list.push('"');
        for letter in text.chars() {
            match (self, letter) {
                (_, '"' | '\\') => list.extend(['\\', letter]),
                // RFC 8259 7: control characters are escaped; a PostgreSQL array takes them as they are.
                (Self::Sqlite, '\0'..='\u{1f}') => {
                    let _ = write!(list, "\\u{:04x}", u32::from(letter));
                }
                _ => list.push(letter),
            }
        }
        list.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Dialect;
    use sea_orm::sea_query::Value;
    use uuid::Uuid;

    #[test]
    fn any_text_stands_in_a_list() {
        let lists = [Dialect::Sqlite, Dialect::Postgres].map(|dialect| {
            let mut values = Vec::new();
            let texts = [(Uuid::nil(), "a\"b\\c\td".to_owned())];
            dialect.texts(&mut values, texts);
            values.pop().unwrap()
        });
        let nil = "0".repeat(32);
        assert_eq!(
            lists,
            [
                Value::from(format!(r#"["{nil}a\"b\\c\u0009d"]"#)),
                Value::from(format!("{{\"{nil}a\\\"b\\\\c\td\"}}")),
            ]
        );
    }
}
