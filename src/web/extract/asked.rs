//! The parameters of a query: known ones once, unknown ones refused.

use crate::render::Problem;
use axum::extract::{FromRequestParts, Query};
use http::Uri;
use http::request::Parts;
use muster_app::error::Kind;
use muster_app::plain::wanted;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::error::Error as _;
use std::str::FromStr;
use url::form_urlencoded::{Serializer, parse};

/// The parameters of a query as a value; its type refuses fields that it does not know.
#[derive(Clone, Debug)]
pub struct Asked<T>(pub T);

/// Which page of a list is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// The `next` of the page before; none for the first page.
    pub cursor: Option<String>,
    /// How many items at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    pub limit: Option<u32>,
}

impl Paging {
    /// How many items a page may have.
    pub fn limit(limit: Option<u32>) -> Result<u64, Problem> {
        match limit {
            Some(0) => Err(Problem::parameter("limit", "a whole number from 1")),
            limit => Ok(u64::from(limit.unwrap_or(100).min(1000))),
        }
    }

    /// The place that a cursor names.
    pub fn place<T: FromStr>(cursor: Option<&str>) -> Result<Option<T>, Problem> {
        let wrong = |_| Problem::parameter("cursor", "the `next` of the page before");
        cursor.map(|text| text.parse().map_err(wrong)).transpose()
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// Reads a query; an empty parameter is none.
fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let (mut seen, mut given) = (BTreeSet::new(), Serializer::new(String::new()));
    for (name, value) in parse(query.as_bytes()) {
        if value.contains('\0') {
            return Err(Problem::parameter(&name, "free of NUL"));
        }
        if !seen.insert(name.to_string()) {
            return Err(Problem::parameter(&name, "given once"));
        }
        if !value.is_empty() {
            given.append_pair(&name, &value);
        }
    }
    let uri = format!("/?{}", given.finish()).parse::<Uri>();
    let uri = uri.map_err(|why| unread(&why.to_string()))?;
    let read = Query::<T>::try_from_uri(&uri);
    read.map(|query| query.0).map_err(|why| {
        let cause = why
            .source()
            .map_or_else(|| why.to_string(), ToString::to_string);
        match cause.split_once(": ") {
            Some((name, why)) if seen.contains(name) => match wanted(why) {
                Some((wanted, _)) => Problem::parameter(name, &wanted),
                None => unread(&cause),
            },
            _ => unread(&cause),
        }
    })
}

fn unread(why: &str) -> Problem {
    let detail = format!("The query cannot be read: {why}.");
    Problem::new(Kind::Invalid, "request.parameter", detail)
}
