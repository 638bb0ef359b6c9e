//! Demands on a `ListResponse` (RFC 7644 3.4.2).

use serde_json::Value;

use super::Answer;
use crate::shapes::LIST;
use crate::verdict::Verdict;

impl Answer {
    /// Demands a well-formed `ListResponse` and answers its resources, none when the list is empty.
    pub(crate) fn resources(&self) -> Verdict<&[Value]> {
        self.status(&[200])?;
        let schemas = self.at("/schemas").as_array();
        self.demands(
            schemas.is_some_and(|all| all.iter().any(|one| one == LIST)),
            format!("schemas holds {LIST}"),
        )?;
        self.demands(
            self.at("/totalResults").is_u64(),
            "totalResults as a JSON number",
        )?;
        let resources = self.at("/Resources");
        self.demands(
            resources.is_array() || self.total() == 0 || resources.is_null(),
            "Resources as a JSON array",
        )?;
        Ok(resources.as_array().map(Vec::as_slice).unwrap_or_default())
    }

    /// Demands that `schemas` names this core schema and, each once, extensions that have values here.
    pub(crate) fn is_of(&self, core: &str) -> Verdict<Vec<&str>> {
        let all = self.at("/schemas").as_array().map(Vec::as_slice);
        let all: Vec<&str> = all
            .unwrap_or_default()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let valued = |urn: &&str| *urn == core || self.body().get(urn).is_some();
        let once = |urn: &&str| all.iter().filter(|one| *one == urn).count() == 1;
        self.demands(
            all.contains(&core) && all.iter().all(|urn| valued(urn) && once(urn)),
            format!("schemas with {core} and the extensions that have values, each once"),
        )?;
        Ok(all)
    }

    /// The ids of the resources on this page.
    pub(crate) fn ids(&self) -> Verdict<Vec<String>> {
        let resources = self.resources()?;
        let id = |resource: &Value| {
            resource
                .get("id")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Ok(resources.iter().filter_map(id).collect())
    }

    /// `totalResults`, zero when it is not a number.
    pub(crate) fn total(&self) -> u64 {
        self.at("/totalResults").as_u64().unwrap_or_default()
    }

    /// Demands a list that holds exactly this one resource.
    pub(crate) fn finds_only(&self, id: &str) -> Verdict {
        let ids = self.ids()?;
        self.demands(
            self.total() == 1 && ids == [id],
            format!("exactly one result, {id}"),
        )
    }

    /// Demands a list without results.
    pub(crate) fn finds_nothing(&self) -> Verdict {
        let resources = self.resources()?;
        self.demands(
            self.total() == 0 && resources.is_empty(),
            "200 with totalResults 0",
        )
    }
}
