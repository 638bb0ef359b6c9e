//! Bodies of POST and PUT.

use std::fmt::Write as _;

use super::golden::{Case, json, refusal, report, run};
use crate::{normalise, patch::members_of};

#[test]
fn cases() {
    run("normalise", 40, answer);
}

/// One document is a POST; two are what is stored and the PUT over it.
fn answer(case: &Case) -> String {
    let (kind, switches) = (case.resource_type(), case.switches());
    let body = json(case.input.last().unwrap());
    let read = match case.input.as_slice() {
        [current, _] => normalise::replacement(kind, &json(current), &body, switches),
        _ => normalise::incoming(kind, &body, switches),
    };
    let mut out = match &read {
        Ok(read) => report(&read.ignored, &read.doc),
        Err(error) => return refusal(error),
    };
    if case.directive("show") == Some("schemas") {
        out = read.unwrap().doc["schemas"].to_string();
    }
    if kind.name == "Group" {
        match members_of(&body, switches) {
            Ok(members) => {
                let ids: Vec<_> = members.iter().map(|member| member.value.as_str()).collect();
                write!(out, "\nmembers: {}", ids.join(" ")).unwrap();
            }
            Err(error) => return refusal(&error),
        }
    }
    out
}
