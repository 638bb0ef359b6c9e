//! Bulk: the request, then the changes in their order and what each operation is answered.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::golden::{Case, json as read, refusal, run};
use crate::bulk::{BULK_REQUEST_URN, Made, Processed, Run, parse};
use crate::call::Call;
use crate::error::Error;

#[test]
fn cases() {
    run("bulk", 30, answer);
}

fn answer(case: &Case) -> String {
    let body = match read(&case.input[0]) {
        Value::Array(operations) => json!({
            "schemas": [BULK_REQUEST_URN],
            "failOnErrors": case.directive("failOnErrors").map(|text| text.parse::<u64>().unwrap()),
            "Operations": operations,
        }),
        whole => whole,
    };
    match parse(body, case.switches()) {
        Ok(request) => {
            let mut run = Run::new(request);
            let mut told = String::new();
            while let Some((index, call)) = run.next_call() {
                let failed = case.directive("fails").is_some_and(|fails| {
                    fails
                        .split(", ")
                        .any(|failing| failing == shown(&call) || failing == index.to_string())
                });
                writeln!(told, "{index}: {} {}", shown(&call), call.data).unwrap();
                run.settle(index, made(index, &call, failed));
            }
            let lines: Vec<String> = run.finish().iter().map(line).collect();
            format!("{told}\n{}", lines.join("\n"))
        }
        Err(error) => refusal(&error),
    }
}

/// A server that gives the resource of operation 3 the id `id-3`.
fn made(index: usize, call: &Call, failed: bool) -> Result<Made, Error> {
    if failed {
        return Err(Error::uniqueness("taken"));
    }
    let id = match call.id.as_str() {
        "" => format!("id-{index}"),
        id => id.to_owned(),
    };
    Ok(Made {
        id,
        version: Some(1),
        quiet: false,
    })
}

fn shown(call: &Call) -> String {
    let endpoint = call.endpoint.as_str();
    let version = call.version.as_deref().unwrap_or_default();
    let text = format!("{} /{endpoint}/{} {version}", call.method.as_str(), call.id);
    text.trim_end().trim_end_matches('/').to_owned()
}

fn line(one: &Processed) -> String {
    let name = one.bulk_id.as_deref().unwrap_or("-");
    let method = one.method.as_deref().unwrap_or("-");
    let place = match &one.resource {
        Some((endpoint, id)) => format!(" /{}/{id}", endpoint.as_str()),
        None => String::new(),
    };
    let why = match &one.outcome {
        Ok(_) => String::new(),
        Err(error) => format!(" {}", refusal(error)),
    };
    format!("{} {method} {name}{place}{why}", one.status())
}
