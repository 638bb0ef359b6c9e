//! PATCH: the document, the operations, what becomes of it.

use serde_json::{Value, json};

use super::golden::{Case, json as read, refusal, report, run};
use crate::patch::{self, MemberOp, MemberRef, PATCH_URN};

#[test]
fn cases() {
    run("patch", 80, answer);
}

fn answer(case: &Case) -> String {
    let (doc, sent) = (read(&case.input[0]), read(&case.input[1]));
    let body = match sent {
        Value::Array(_) => json!({"schemas": [PATCH_URN], "Operations": sent}),
        whole => whole,
    };
    let result = if case.resource_type().name == "Group" {
        group(case, &doc, &body)
    } else {
        user(case, &doc, &body)
    };
    result.unwrap_or_else(|error| refusal(&error))
}

fn user(case: &Case, doc: &Value, body: &Value) -> Result<String, crate::Error> {
    let request = patch::parse(body, case.switches())?;
    let patched = patch::apply(case.resource_type(), doc, &request, case.switches())?;
    Ok(shown(patched.changed, &patched.ignored, &patched.doc))
}

fn group(case: &Case, doc: &Value, body: &Value) -> Result<String, crate::Error> {
    let request = patch::parse(body, case.switches())?;
    let patched = patch::group(case.resource_type(), doc, &request, case.switches())?;
    let mut lines = vec![shown(patched.changed, &patched.ignored, &patched.doc)];
    lines.extend(patched.members.iter().map(line));
    Ok(lines.join("\n"))
}

fn shown(changed: bool, ignored: &[String], doc: &Value) -> String {
    if changed {
        report(ignored, doc)
    } else {
        report(ignored, &Value::Null).replace("null", "unchanged")
    }
}

fn line(op: &MemberOp) -> String {
    let names = |members: &[MemberRef]| {
        let names = members.iter().map(|member| match &member.kind {
            Some(kind) => format!("{}:{}", kind, member.value),
            None => member.value.clone(),
        });
        names.collect::<Vec<_>>().join(" ")
    };
    match op {
        MemberOp::Add(members) => format!("add {}", names(members)),
        MemberOp::Remove(ids) => format!("remove {}", ids.join(" ")),
        MemberOp::RemoveAll => "remove all".to_owned(),
        MemberOp::Replace(members) => format!("replace with [{}]", names(members)),
    }
}
