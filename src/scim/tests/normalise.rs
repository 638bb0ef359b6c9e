//! Bodies of POST and PUT.

use std::fmt::Write as _;

use serde_json::json;

use super::golden::{Case, json as read, refusal, report, run};
use crate::{
    normalise,
    patch::{self, members_of},
    profile::Profile,
    schema,
};

#[test]
fn cases() {
    run("normalise", 40, answer);
}

/// One document is a POST; two are what is stored and the PUT over it.
fn answer(case: &Case) -> String {
    let (kind, switches) = (case.resource_type(), case.switches());
    let body = read(case.input.last().unwrap());
    let answer = match case.input.as_slice() {
        [current, _] => normalise::replacement(kind, &read(current), &body, switches),
        _ => normalise::incoming(kind, &body, switches),
    };
    let mut out = match &answer {
        Ok(answer) => report(&answer.ignored, &answer.doc),
        Err(error) => return refusal(error),
    };
    if case.directive("show") == Some("schemas") {
        out = answer.unwrap().doc["schemas"].to_string();
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

#[test]
fn what_a_body_or_a_patch_speaks_of_is_told_and_no_roles_say_nothing() {
    let own = schema::MUSTER_USER;
    let switches = Profile::Lenient.switches();
    let body = json!({
        "userName": "ada", "title": null, "roles": [], "id": "7",
        own: {"role": "", "workspaces": [], "status": "active"},
    });
    let mut expected = vec![
        "userName".to_owned(),
        "title".to_owned(),
        format!("{own}:role"),
        format!("{own}:workspaces"),
    ];
    let posted = normalise::incoming(schema::user(), &body, switches).unwrap();
    assert_eq!(posted.named, expected);
    let stored = json!({"userName": "ada", "roles": [{"value": "user"}]});
    let put = normalise::replacement(schema::user(), &stored, &body, switches).unwrap();
    assert_eq!(put.named, expected);
    assert_eq!(put.doc["roles"], stored["roles"]);
    expected[0] = "roles".to_owned();
    let operations = json!({"schemas": [patch::PATCH_URN], "Operations": [
        {"op": "replace", "path": "roles", "value": []},
        {"op": "remove", "path": "title"},
        {"op": "replace", "value": {own: {"role": null, "workspaces": ""}}},
    ]});
    let request = patch::parse(&operations, switches).unwrap();
    let patched = patch::apply(schema::user(), &stored, &request, switches).unwrap();
    assert_eq!(patched.named, expected);
}
