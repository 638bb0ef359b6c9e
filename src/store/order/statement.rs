//! The statement that reads one window of a list.

use super::by::SortKey;
use super::{Mark, Order, Window};
use crate::db::count;
use crate::error::StoreError;
use crate::filter::Condition;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

/// The rows of a list before it is sorted and cut.
pub(crate) struct Listing<'a> {
    /// The table of the resources.
    pub(crate) table: &'static str,
    /// What the table is called in `rows` and in conditions.
    pub(crate) alias: &'static str,
    /// `FROM … WHERE …`.
    pub(crate) rows: String,
    /// Which of them.
    pub(crate) condition: &'a Condition,
}

impl Listing<'_> {
    /// How many there are.
    pub(crate) fn counting(&self, values: &mut Vec<Value>) -> String {
        let condition = self.condition.sql(values);
        format!("SELECT count(*) AS n {} AND {condition}", self.rows)
    }

    /// The same, but no more than so many are counted.
    pub(crate) fn counting_up_to(&self, most: u64, values: &mut Vec<Value>) -> String {
        let Self { alias, rows, .. } = self;
        let condition = self.condition.sql(values);
        let most = bind(values, count(most));
        format!(
            "SELECT count(*) AS n FROM (SELECT {alias}.id {rows} AND {condition} LIMIT {most}) s"
        )
    }

    /// The rows of one window, each with what it is sorted by as `sort_key`; a walk backwards reads
    /// them backwards.
    pub(crate) fn page(
        &self,
        order: &Order,
        window: &Window,
        limit: u64,
        values: &mut Vec<Value>,
    ) -> Result<String, StoreError> {
        match &order.key {
            None => Ok(self.by_id(order.descending, window, limit, values)),
            Some(key) => self.by_key(key, order.descending, window, limit, values),
        }
    }

    fn by_id(
        &self,
        descending: bool,
        window: &Window,
        limit: u64,
        values: &mut Vec<Value>,
    ) -> String {
        let Self { alias, rows, .. } = self;
        let condition = self.condition.sql(values);
        let up = descending == window.is_backwards();
        let (sign, direction) = if up { (">", "") } else { ("<", " DESC") };
        let of = self.out_of_sight(&format!("{alias}.id"));
        let beyond = match window.mark() {
            Some(mark) => {
                let id = bind(values, mark.id.into());
                format!(" AND {of} {sign} {id}")
            }
            None => String::new(),
        };
        let cut = cut(window, limit, values);
        format!("SELECT {alias}.* {rows} AND {condition}{beyond} ORDER BY {of}{direction} {cut}")
    }

    /// What is sorted by, such that no planner reads everybody in its order when an index leads to
    /// the few that are looked for: SQLite keeps no statistics that would tell it.
    fn out_of_sight(&self, expression: &str) -> String {
        if self.condition.is_led() {
            format!("COALESCE({expression}, NULL)")
        } else {
            expression.to_owned()
        }
    }

    /// The ids and keys are sorted first, without the rest of the rows, which can be wide.
    fn by_key(
        &self,
        key: &SortKey,
        descending: bool,
        window: &Window,
        limit: u64,
        values: &mut Vec<Value>,
    ) -> Result<String, StoreError> {
        let Self {
            table, alias, rows, ..
        } = self;
        let expression = self.out_of_sight(&key.sql.sql(values));
        let condition = self.condition.sql(values);
        let up = descending == window.is_backwards();
        let beyond = match window.mark() {
            Some(mark) => beyond(key, mark, up, window.is_backwards(), values)?,
            None => "TRUE".to_owned(),
        };
        let cut = cut(window, limit, values);
        let sorted = sorted(key, up, window.is_backwards());
        Ok(format!(
            "SELECT {alias}.*, w.sort_key FROM (SELECT s.id, s.sort_key FROM \
             (SELECT {alias}.id AS id, {expression} AS sort_key {rows} AND {condition}) s \
             WHERE {beyond} ORDER BY {} {cut}) w \
             JOIN {table} {alias} ON {alias}.id = w.id ORDER BY {}",
            sorted.replace("{}", "s"),
            sorted.replace("{}", "w"),
        ))
    }
}

impl Order {
    /// The place of a row that [`Listing::page`] found.
    pub(crate) fn mark(&self, row: &QueryResult) -> Result<Mark, StoreError> {
        let key = match &self.key {
            None => None,
            Some(key) if key.is_number => row
                .try_get::<Option<i64>>("", "sort_key")?
                .map(|number| number.to_string()),
            Some(_) => row.try_get("", "sort_key")?,
        };
        Ok(Mark {
            key,
            id: row.try_get("", "id")?,
        })
    }
}

/// What stands beyond a mark. RFC 7644 3.4.2.3: who has no value comes after everybody else in
/// ascending order, and before everybody else in descending order.
fn beyond(
    key: &SortKey,
    mark: &Mark,
    up: bool,
    backwards: bool,
    values: &mut Vec<Value>,
) -> Result<String, StoreError> {
    let id_sign = if backwards { "<" } else { ">" };
    let Some(text) = &mark.key else {
        let id = bind(values, mark.id.into());
        let same = format!("s.sort_key IS NULL AND s.id {id_sign} {id}");
        return Ok(if up {
            format!("({same})")
        } else {
            format!("(({same}) OR s.sort_key IS NOT NULL)")
        });
    };
    let value: Value = if key.is_number {
        text.parse::<i64>().map_err(StoreError::bug)?.into()
    } else {
        text.clone().into()
    };
    let (place, id) = (bind(values, value), bind(values, mark.id.into()));
    let sign = if up { ">" } else { "<" };
    let mut sql = format!(
        "(s.sort_key {sign}= {place} AND (s.sort_key {sign} {place} OR s.id {id_sign} {id}))"
    );
    if up && key.may_be_absent {
        sql = format!("({sql} OR s.sort_key IS NULL)");
    }
    Ok(sql)
}

/// `ORDER BY` with `{}` for the table.
fn sorted(key: &SortKey, up: bool, backwards: bool) -> String {
    let direction = match (up, key.may_be_absent) {
        (true, true) => " NULLS LAST",
        (true, false) => "",
        (false, true) => " DESC NULLS FIRST",
        (false, false) => " DESC",
    };
    let ties = if backwards { " DESC" } else { "" };
    format!("{{}}.sort_key{direction}, {{}}.id{ties}")
}

fn cut(window: &Window, limit: u64, values: &mut Vec<Value>) -> String {
    let most = bind(values, count(limit));
    match window.skipped() {
        0 => format!("LIMIT {most}"),
        skipped => format!("LIMIT {most} OFFSET {}", bind(values, count(skipped))),
    }
}

fn bind(values: &mut Vec<Value>, value: Value) -> String {
    values.push(value);
    format!("${}", values.len())
}
