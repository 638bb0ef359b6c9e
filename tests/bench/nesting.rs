//! What nests too deep: refused on a stack of 2 MiB, and soon.

use crate::series::{Series, Verdict};
use crate::town::Town;
use crate::{Outcome, say};
use axum::http::Method;
use serde_json::{Value, json};
use std::thread;
use tokio::runtime::Handle;

/// The usual stack of a worker.
const STACK: usize = 2 * 1024 * 1024;

/// The brackets of a body or a filter that is all brackets.
const MILLION: usize = 1_000_000;

/// A request that must be refused.
struct Nested {
    title: &'static str,
    method: Method,
    path: String,
    body: String,
}

/// Sends each of them so often, in a thread with the usual stack, and prints what refusing takes.
pub(crate) fn refuse(town: &Town, requests: u64, verdict: &mut Verdict) -> Outcome<()> {
    let runtime = Handle::current();
    let series = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let asked = thread.spawn_scoped(scope, || runtime.block_on(ask(town, requests)))?;
        asked.join().map_err(|_| "a refusal ended its thread")?
    })?;
    say(
        "\n### What nests too deep, on a stack of 2 MiB: 400 and no statement but those of the token\n",
    );
    verdict.judge_refusals(&series);
    Ok(())
}

async fn ask(town: &Town, requests: u64) -> Outcome<Vec<(&'static str, Series)>> {
    let mut answered = Vec::new();
    for nested in nested() {
        let mut series = Series::new(nested.body.len() as u64);
        for _ in 0..requests {
            let Nested {
                method, path, body, ..
            } = &nested;
            series.add(town.refused(method.clone(), path, body.clone()).await?);
        }
        answered.push((nested.title, series));
    }
    Ok(answered)
}

fn nested() -> Vec<Nested> {
    let post = |title, path: &str, body: String| Nested {
        title,
        method: Method::POST,
        path: path.to_owned(),
        body,
    };
    let (objects, filter) = ("{\"a\":".repeat(MILLION / 5), "(".repeat(MILLION));
    let data = json!({"method": "POST", "path": "/Users", "bulkId": "a", "data": deep(30)});
    let bulk = json!({"schemas": [message("BulkRequest")], "Operations": [data]});
    let search = json!({"schemas": [message("SearchRequest")], "deep": deep(32)});
    let by_filter = json!({"schemas": [message("SearchRequest")], "filter": filter});
    vec![
        post("a body of 1,000,000 `[`", "/Users", "[".repeat(MILLION)),
        post("a body of 200,000 `{\"a\":`", "/Users", objects),
        post(
            "a search by 1,000,000 `(`",
            "/.search",
            by_filter.to_string(),
        ),
        Nested {
            title: "a filter of 8,000 `(`",
            method: Method::GET,
            path: format!("/Users?filter={}", "(".repeat(8_000)),
            body: String::new(),
        },
        post("33 levels inside Bulk", "/Bulk", bulk.to_string()),
        post("33 levels inside a search", "/.search", search.to_string()),
    ]
}

/// Objects inside each other.
fn deep(levels: usize) -> Value {
    (1..levels).fold(json!({}), |inner, _| json!({"a": inner}))
}

fn message(name: &str) -> String {
    format!("urn:ietf:params:scim:api:messages:2.0:{name}")
}
