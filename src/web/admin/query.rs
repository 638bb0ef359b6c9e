//! Parameters of a query: known ones once, unknown ones refused.

use crate::render::Problem;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The parameters of one request.
pub(super) struct Query(BTreeMap<String, String>);

impl Query {
    /// Reads a query that may hold these parameters.
    pub(super) fn read(text: Option<&str>, known: &[&str]) -> Result<Self, Problem> {
        let mut found = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(text.unwrap_or_default().as_bytes()) {
            if !known.contains(&name.as_ref()) {
                let wanted = format!("one of {}", known.join(", "));
                return Err(Problem::parameter(&name, &wanted));
            }
            let twice = found.insert(name.to_string(), value.to_string()).is_some();
            if twice {
                return Err(Problem::parameter(&name, "given once"));
            }
        }
        Ok(Self(found))
    }

    /// What a parameter stands for; an empty one is none.
    pub(super) fn get<T: FromStr>(&self, name: &str, wanted: &str) -> Result<Option<T>, Problem> {
        self.0
            .get(name)
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().map_err(|_| Problem::parameter(name, wanted)))
            .transpose()
    }

    /// How many items a page may have: 100 unless asked, at most 1,000.
    pub(super) fn limit(&self) -> Result<u64, Problem> {
        let wanted = "a whole number from 1";
        match self.get::<u64>("limit", wanted)? {
            Some(0) => Err(Problem::parameter("limit", wanted)),
            limit => Ok(limit.unwrap_or(100).min(1000)),
        }
    }
}
