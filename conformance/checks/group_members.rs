//! Members of a group (RFC 7644 3.5.2).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2.1-add-member",
        "RFC 7644 3.5.2.1",
        "Adding a member keeps the others.",
        |lab| Box::pin(add(lab)),
    )
    .breaks(
        &["Okta", "Microsoft Entra ID"],
        "A server that replaces instead of adding empties groups.",
    ),
    check(
        "rfc7644-3.5.2.1-add-member-again",
        "RFC 7644 3.5.2.1",
        "Adding a member who is one already succeeds, adds nobody and does not move lastModified.",
        |lab| Box::pin(add_again(lab)),
    ),
    check(
        "rfc7644-3.5.2.2-remove-member",
        "RFC 7644 3.5.2.2",
        "Removing one member through a value path keeps the others.",
        |lab| Box::pin(remove(lab)),
    )
    .breaks(&["Okta"], "It removes one member by a value path."),
    check(
        "rfc7644-3.5.2.2-remove-member-again",
        "RFC 7644 3.5.2.2",
        "Removing who is no member succeeds and changes nothing.",
        |lab| Box::pin(remove_again(lab)),
    ),
    check(
        "rfc7644-3.5.2.3-replace-members",
        "RFC 7644 3.5.2.3",
        "Replacing members leaves exactly those that were sent, and an empty array leaves none.",
        |lab| Box::pin(replace(lab)),
    )
    .breaks(&["Okta"], "It empties a group with `replace members []`."),
    check(
        "rfc7644-3.5.2.2-remove-all-members",
        "RFC 7644 3.5.2.2",
        "remove of members without a filter empties the group.",
        |lab| Box::pin(remove_all(lab)),
    ),
    check(
        "rfc7644-3.6-deleted-user-leaves-group",
        "RFC 7644 3.6",
        "A deleted user is no member of any group.",
        |lab| Box::pin(deleted(lab)),
    )
    .advised(),
];

/// A group of two: its path, and the ids of the two and of a third who is not in it.
struct Team {
    path: String,
    ada: String,
    bob: String,
    cleo: String,
}

async fn team(lab: &mut Lab) -> Verdict<Team> {
    let mut ids = Vec::new();
    for stem in ["team.a", "team.b", "team.c"] {
        ids.push(lab.a_user(stem, &json!({})).await?.1.id()?);
    }
    let [ada, bob, cleo] = <[String; 3]>::try_from(ids).unwrap_or_default();
    let (path, _) = lab.a_group("Team", &[&ada, &bob]).await?;
    Ok(Team {
        path,
        ada,
        bob,
        cleo,
    })
}

/// Demands exactly these members, in any order.
fn members(answer: &Answer, expected: &[&str]) -> Verdict {
    let all = answer
        .at("/members")
        .as_array()
        .cloned()
        .unwrap_or_default();
    let id = |one: &Value| one.get("value").and_then(Value::as_str).map(str::to_owned);
    let mut seen: Vec<String> = all.iter().filter_map(id).collect();
    seen.sort();
    let mut wanted = expected.to_vec();
    wanted.sort_unstable();
    answer.demands(seen == wanted, format!("exactly the members {wanted:?}"))
}

fn adding(id: &str) -> Value {
    json!({"op": "add", "path": "members", "value": [{"value": id}]})
}

fn removing(id: &str) -> Value {
    json!({"op": "remove", "path": format!("members[value eq \"{id}\"]")})
}

async fn add(lab: &mut Lab) -> Verdict {
    let Team {
        path,
        ada,
        bob,
        cleo,
    } = team(lab).await?;
    let read = lab.patched(&path, &[adding(&cleo)]).await?;
    members(&read, &[&ada, &bob, &cleo])
}

async fn add_again(lab: &mut Lab) -> Verdict {
    let Team { path, ada, bob, .. } = team(lab).await?;
    let before = lab.read(&path).await?;
    let read = lab.patched(&path, &[adding(&ada)]).await?;
    members(&read, &[&ada, &bob])?;
    read.equals("/meta", before.at("/meta")).map(drop)
}

async fn remove(lab: &mut Lab) -> Verdict {
    let Team { path, ada, bob, .. } = team(lab).await?;
    let read = lab.patched(&path, &[removing(&bob)]).await?;
    members(&read, &[&ada])
}

async fn remove_again(lab: &mut Lab) -> Verdict {
    let Team {
        path,
        ada,
        bob,
        cleo,
    } = team(lab).await?;
    let before = lab.read(&path).await?;
    let read = lab.patched(&path, &[removing(&cleo)]).await?;
    members(&read, &[&ada, &bob])?;
    read.equals("/meta", before.at("/meta")).map(drop)
}

async fn replace(lab: &mut Lab) -> Verdict {
    let Team {
        path, bob, cleo, ..
    } = team(lab).await?;
    let value = json!([{"value": bob}, {"value": cleo}]);
    let operation = json!({"op": "replace", "path": "members", "value": value});
    let read = lab.patched(&path, &[operation]).await?;
    members(&read, &[&bob, &cleo])?;
    let operation = json!({"op": "replace", "path": "members", "value": []});
    members(&lab.patched(&path, &[operation]).await?, &[])
}

async fn remove_all(lab: &mut Lab) -> Verdict {
    let Team { path, .. } = team(lab).await?;
    let operation = json!({"op": "remove", "path": "members"});
    members(&lab.patched(&path, &[operation]).await?, &[])
}

async fn deleted(lab: &mut Lab) -> Verdict {
    let Team { path, ada, bob, .. } = team(lab).await?;
    let user = format!("/Users/{ada}");
    lab.client.delete(&user).send().await?.status(&[204])?;
    members(&lab.read(&path).await?, &[&bob])
}
