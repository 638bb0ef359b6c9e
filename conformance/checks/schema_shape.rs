//! How schemas are written (RFC 7643 2.1, 2.2, 7).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::shapes::{GROUP, USER};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-7-characteristics-known",
        "RFC 7643 7",
        "Type, mutability, returned and uniqueness of every attribute are words of the RFC, flags are booleans.",
        |lab| Box::pin(characteristics(lab)),
    ),
    check(
        "rfc7643-2.1-attribute-names",
        "RFC 7643 2.1",
        "Every attribute's name begins with a letter and holds letters, digits, - and _ (`$ref` excepted), and stands once.",
        |lab| Box::pin(names(lab)),
    ),
    check(
        "rfc7643-2.3.8-one-level",
        "RFC 7643 2.3.8",
        "A complex attribute lists its sub-attributes, and none of those is complex.",
        |lab| Box::pin(levels(lab)),
    ),
    check(
        "rfc7643-4.1-user-name-characteristics",
        "RFC 7643 8.7.1",
        "userName is required, unique and not caseExact; password is writeOnly and never returned; groups is readOnly.",
        |lab| Box::pin(user(lab)),
    ),
    check(
        "rfc7643-7-group-schema",
        "RFC 7643 8.7.1",
        "The Group schema has displayName and a multi-valued, complex members.",
        |lab| Box::pin(group(lab)),
    ),
    check(
        "rfc7644-3.1-messages-are-no-schemas",
        "RFC 7644 3.1",
        "No message URN (urn:ietf:params:scim:api:messages:2.0:…) is listed under /Schemas.",
        |lab| Box::pin(messages(lab)),
    ),
    check(
        "rfc7643-7-schemas-without-nulls",
        "RFC 7643 7",
        "/Schemas holds no null, and every schema has an id, a name and attributes.",
        |lab| Box::pin(nulls(lab)),
    )
    .field()
    .breaks(
        &["Microsoft Entra ID"],
        "Its schema discovery stops at a null, and its gallery test of /Schemas fails.",
    ),
];

const TYPES: &[&str] = &[
    "string",
    "boolean",
    "decimal",
    "integer",
    "dateTime",
    "binary",
    "reference",
    "complex",
];
const MUTABILITY: &[&str] = &["readOnly", "readWrite", "immutable", "writeOnly"];
const RETURNED: &[&str] = &["always", "never", "default", "request"];
const UNIQUENESS: &[&str] = &["none", "server", "global"];

/// The attributes of a schema or the sub-attributes of an attribute.
pub(super) fn attributes<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    let all = of.get(key).and_then(Value::as_array);
    all.map(Vec::as_slice).unwrap_or_default()
}

/// A text of an attribute, empty when there is none.
pub(super) fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every attribute and sub-attribute of every schema, with its full name.
fn every(answer: &Answer) -> Verdict<Vec<(String, &Value)>> {
    let mut all = Vec::new();
    for schema in answer.resources()? {
        for attribute in attributes(schema, "attributes") {
            let name = format!("{}:{}", text(schema, "id"), text(attribute, "name"));
            for sub in attributes(attribute, "subAttributes") {
                all.push((format!("{name}.{}", text(sub, "name")), sub));
            }
            all.push((name, attribute));
        }
    }
    Ok(all)
}

async fn characteristics(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    for (name, attribute) in every(&answer)? {
        for (key, words, needed) in [
            ("type", TYPES, true),
            ("mutability", MUTABILITY, false),
            ("returned", RETURNED, false),
            ("uniqueness", UNIQUENESS, false),
        ] {
            let value = attribute.get(key).unwrap_or(&Value::Null);
            let known = value.as_str().is_some_and(|word| words.contains(&word));
            answer.demands(
                known || (value.is_null() && !needed),
                format!("{key} of {name} as one of {words:?}"),
            )?;
        }
        for key in ["multiValued", "required", "caseExact"] {
            let value = attribute.get(key).unwrap_or(&Value::Null);
            answer.demands(
                value.is_boolean() || value.is_null(),
                format!("{key} of {name} as a boolean"),
            )?;
        }
    }
    Ok(())
}

async fn names(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    let good = |name: &str| {
        let begins = name.starts_with(|one: char| one.is_ascii_alphabetic());
        let rest = |one: char| one.is_ascii_alphanumeric() || matches!(one, '-' | '_');
        name == "$ref" || (begins && name.chars().all(rest))
    };
    let mut seen = Vec::new();
    for (full, attribute) in every(&answer)? {
        let name = text(attribute, "name");
        answer.demands(good(name), format!("a name by the rule for {full}"))?;
        let folded = full.to_lowercase();
        answer.demands(!seen.contains(&folded), format!("{full} once"))?;
        seen.push(folded);
    }
    Ok(())
}

async fn levels(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    for schema in answer.resources()? {
        for attribute in attributes(schema, "attributes") {
            let name = text(attribute, "name");
            let complex = text(attribute, "type") == "complex";
            let subs = attributes(attribute, "subAttributes");
            answer.demands(
                complex != subs.is_empty(),
                format!("sub-attributes of {name} just when it is complex"),
            )?;
            let flat = subs.iter().all(|sub| text(sub, "type") != "complex");
            answer.demands(flat, format!("no complex sub-attribute in {name}"))?;
        }
    }
    Ok(())
}

/// An attribute of a schema by its name.
fn named<'a>(answer: &Answer, schema: &'a Value, name: &str) -> Verdict<&'a Value> {
    let of = |one: &&Value| text(one, "name").eq_ignore_ascii_case(name);
    let found = attributes(schema, "attributes").iter().find(of);
    found.ok_or_else(|| answer.fails(format!("an attribute {name}")))
}

fn schema<'a>(answer: &'a Answer, urn: &str) -> Verdict<&'a Value> {
    let mut all = answer.resources()?.iter();
    let found = all.find(|one| text(one, "id") == urn);
    found.ok_or_else(|| answer.fails(format!("a schema with the id {urn}")))
}

async fn user(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    let user = schema(&answer, USER)?;
    for (name, key, wanted) in [
        ("userName", "required", json!(true)),
        ("userName", "uniqueness", json!("server")),
        ("userName", "caseExact", json!(false)),
        ("userName", "multiValued", json!(false)),
        ("password", "mutability", json!("writeOnly")),
        ("password", "returned", json!("never")),
        ("groups", "mutability", json!("readOnly")),
        ("emails", "multiValued", json!(true)),
    ] {
        let Ok(attribute) = named(&answer, user, name) else {
            // A server may leave an optional attribute out (RFC 7643 4.1), but not userName.
            answer.demands(name != "userName", "an attribute userName")?;
            continue;
        };
        let value = attribute.get(key).unwrap_or(&Value::Null);
        let global = value == "global" && wanted == "server";
        answer.demands(
            *value == wanted || global,
            format!("{name}.{key} = {wanted}"),
        )?;
    }
    Ok(())
}

async fn group(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let answer = lab.read("/Schemas").await?;
    let group = schema(&answer, GROUP)?;
    named(&answer, group, "displayName")?;
    let members = named(&answer, group, "members")?;
    answer.demands(
        text(members, "type") == "complex" && members.get("multiValued") == Some(&json!(true)),
        "members as complex and multi-valued",
    )
}

async fn messages(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    let message = |one: &Value| text(one, "id").starts_with("urn:ietf:params:scim:api:messages");
    answer.demands(
        !answer.resources()?.iter().any(message),
        "no message among the schemas",
    )
}

async fn nulls(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    for schema in answer.resources()? {
        let name = text(schema, "id");
        answer.demands(!has_null(schema), format!("no null in {name}"))?;
        let whole = !name.is_empty()
            && !text(schema, "name").is_empty()
            && !attributes(schema, "attributes").is_empty();
        answer.demands(whole, "an id, a name and attributes in every schema")?;
    }
    Ok(())
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.iter().any(has_null),
        Value::Object(all) => all.values().any(has_null),
        _ => false,
    }
}
