//! Groups of different sizes: one member more or less, and whole lists.

use crate::series::{Series, Verdict};
use crate::town::Town;
use crate::{Outcome, say};
use axum::http::Method;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A group, and how many members it has.
pub(crate) struct Group {
    id: String,
    size: usize,
}

/// Founds groups of these sizes with one POST each; a rule looks at all of them.
pub(crate) async fn found(town: &Town, sizes: &[usize]) -> Outcome<Vec<Group>> {
    town.rule("groups.display sw \"Drivers\"").await?;
    say("\n### POST /Groups with all members\n\n| members | time | statements |\n|--:|--:|--:|");
    let mut groups = Vec::new();
    for size in sizes {
        let body = body(*size, town.people(0, *size)?);
        let path = "/Groups?excludedAttributes=members";
        let (cost, answer) = town.send(Method::POST, path, Some(body)).await?;
        say(&format!(
            "| {size} | {:.0?} | {} |",
            cost.0, cost.1.statements
        ));
        let id = answer.get("id").and_then(Value::as_str);
        let id = id.ok_or("a group has no id")?;
        groups.push(Group {
            id: id.to_owned(),
            size: *size,
        });
    }
    Ok(groups)
}

/// One person joins and leaves each group, again and again.
pub(crate) async fn change(
    town: &Town,
    groups: &[Group],
    requests: u64,
    verdict: &mut Verdict,
) -> Outcome<()> {
    let most = groups
        .iter()
        .map(|group| group.size)
        .max()
        .unwrap_or_default();
    let outsider = town.people(most, most + 1)?.concat();
    let new = || -> Vec<Series> {
        let sizes = groups.iter().map(|group| group.size as u64);
        sizes.map(Series::new).collect()
    };
    let (mut joins, mut leaves) = (new(), new());
    let join = json!([{"op": "add", "path": "members", "value": [{"value": outsider}]}]);
    let path = format!("members[value eq \"{outsider}\"]");
    let leave = json!([{"op": "remove", "path": path}]);
    for _ in 0..requests {
        for (at, group) in groups.iter().enumerate() {
            for (series, operations) in [(&mut joins, &join), (&mut leaves, &leave)] {
                let cost = town.patch(&group.id, operations).await?;
                if let Some(series) = series.get_mut(at) {
                    series.add(cost);
                }
            }
        }
    }
    verdict.judge("PATCH /Groups/{id}: add one member", "members", &joins)?;
    verdict.judge("PATCH /Groups/{id}: remove one member", "members", &leaves)
}

/// Entra's question whether somebody is a member.
pub(crate) async fn look_up(
    town: &Town,
    groups: &[Group],
    requests: u64,
    verdict: &mut Verdict,
) -> Outcome<()> {
    let member = town.people(0, 1)?.concat();
    let mut series: Vec<Series> = Vec::new();
    for group in groups {
        series.push(Series::new(group.size as u64));
    }
    for _ in 0..requests {
        for (group, series) in groups.iter().zip(&mut series) {
            let path = format!(
                "/Groups?filter=id%20eq%20%22{}%22%20and%20members%20eq%20%22{member}%22\
                 &excludedAttributes=members",
                group.id
            );
            series.add(town.get(&path).await?);
        }
    }
    verdict.judge(
        "GET /Groups?filter=id eq … and members eq …",
        "members",
        &series,
    )
}

/// Whole lists: the same again, half of it exchanged, read, and deleted with the group.
pub(crate) async fn rewrite(town: &Town, groups: &[Group]) -> Outcome<()> {
    say("\n### Whole lists\n");
    say("| members | PUT unchanged | PUT half exchanged | GET | DELETE |");
    say("|--:|--:|--:|--:|--:|");
    for Group { id, size } in groups {
        let path = format!("/Groups/{id}");
        let quiet = format!("{path}?excludedAttributes=members");
        let half = size / 2;
        let same = body(*size, town.people(0, *size)?);
        let other = body(*size, town.people(half, half + size)?);
        let mut line = format!("| {size} |");
        for (method, path, body) in [
            (Method::PUT, &quiet, Some(same)),
            (Method::PUT, &quiet, Some(other)),
            (Method::GET, &path, None),
            (Method::DELETE, &path, None),
        ] {
            let ((time, effort), _) = town.send(method, path, body).await?;
            write!(line, " {time:.0?}, {} statements |", effort.statements)?;
        }
        say(&line);
    }
    Ok(())
}

fn body(size: usize, members: &[String]) -> Value {
    let members: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
    json!({"displayName": format!("Drivers of {size}"), "members": members})
}
