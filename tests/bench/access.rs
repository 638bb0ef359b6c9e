//! Many people in many groups under many rules: preview, a rule edit, and compiling everybody anew.

use crate::series::Verdict;
use crate::town::Town;
use crate::{Outcome, say};
use axum::http::Method;
use muster_app::access::edit::preview;
use muster_app::access::gives::{Gives, Several};
use muster_app::access::rules::UpdateRule;
use muster_app::access::{ApplyAccess, Reevaluate, explain_access};
use muster_model::access::guards::Hand;
use muster_model::ids::RuleId;
use muster_store::{Acting, Effort};
use serde_json::json;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How many groups there are, and how many rules.
const GROUPS: usize = 50;
const RULES: usize = 20;

/// In what time a rule edit must be answered, however many people it concerns.
const ANSWERED: Duration = Duration::from_millis(300);

/// So many people in 50 groups under 20 rules, one of which is about all of them.
pub(crate) async fn weigh(town: &Town, people: u64, verdict: &mut Verdict) -> Outcome<()> {
    let town = town.beside("access", people).await?;
    let rule = furnish(&town).await?;
    say(&format!(
        "\n### {people} people in {GROUPS} groups under {RULES} rules\n\n\
         | what | time | per person | statements |\n|:--|--:|--:|--:|"
    ));
    let settled = town.timed(everybody(&town)).await?;
    tell(&town, "everybody compiled for the first time", &settled);

    let edit = gives(rule, "Other");
    let account = town.account();
    let previewed = preview(town.ctx(), |_| Hand::Shell, account, &edit, None);
    let previewed = town.timed(async { Ok(previewed.await?) }).await?;
    tell(
        &town,
        "preview of a rule edit that changes everybody",
        &previewed,
    );
    let all = previewed.2.people.len() as u64 == people;
    verdict.require(all, "the preview does not name everybody");

    edits(&town, rule, verdict).await?;

    let followed = town.timed(everybody(&town)).await?;
    tell(
        &town,
        "everybody compiled after it, told one by one",
        &followed,
    );
    let all = followed.2 as u64 == people;
    verdict.require(all, "not everybody previewed was changed");
    let again = town.timed(everybody(&town)).await?;
    tell(&town, "full re-evaluation that changes nothing", &again);
    verdict.require(again.2 == 0, "a second evaluation changed somebody");
    Ok(())
}

/// Edits back and forth, and once more: each must be in force at the answer.
async fn edits(town: &Town, rule: RuleId, verdict: &mut Verdict) -> Outcome<()> {
    let somebody = town.people(0, 1)?.concat().parse()?;
    let (mut worst, mut in_force) = (None::<(Duration, Effort, ())>, true);
    for name in ["Other", "Yard", "Other", "Yard", "Other"] {
        let path = format!("/rules/{rule}");
        let change = json!({"then": {"workspaces": [name]}});
        let (time, effort) = town.administer(Method::PATCH, &path, &change).await?;
        if worst.as_ref().is_none_or(|(slowest, ..)| time > *slowest) {
            worst = Some((time, effort, ()));
        }
        let access = explain_access(town.ctx(), town.account(), somebody).await?;
        let seen = access.get("workspaces").and_then(|all| all.as_array());
        in_force &= seen.is_some_and(|all| all.contains(&json!(name)));
    }
    let worst = worst.ok_or("no edit was made")?;
    tell(
        town,
        "a rule edit over everybody, answered over HTTP (worst of 5)",
        &worst,
    );
    verdict.require(in_force, "a rule edit was not in force at the answer");
    verdict.require_in_time(worst.0 <= ANSWERED, "a rule edit took more than 300 ms");
    Ok(())
}

async fn everybody(town: &Town) -> Outcome<usize> {
    let work = Reevaluate {
        account: town.account(),
    };
    Ok(work.run(town.ctx(), &Acting::system()).await?.changed)
}

fn gives(rule: RuleId, workspace: &str) -> UpdateRule {
    UpdateRule {
        then: Some(Gives {
            workspaces: Some(Several::Names(vec![workspace.to_owned()])),
            ..Gives::default()
        }),
        ..UpdateRule::of(rule)
    }
}

/// Everybody in three groups, and the rules; answers the one about all of them.
async fn furnish(town: &Town) -> Outcome<RuleId> {
    let mut text = "workspaces = [\"Yard\", \"Other\", \"Office\"]\n\
         [[fleet_group]]\nname = \"Midwest\"\n"
        .to_owned();
    text.push_str(
        "[[rule]]\nname = \"Everybody\"\nwhen = 'groups.display sw \"Group \"'\n\
         then.workspaces = [\"Yard\"]\n",
    );
    for number in 1..RULES {
        let (when, then) = match number % 3 {
            0 => (
                format!("groups.display eq \"Group {number}\""),
                "fleet = [\"Midwest\"]",
            ),
            1 => (
                format!("groups.display eq \"Group {number}\" and title eq \"Driver\""),
                "role = \"viewer\"",
            ),
            _ => (
                format!("department eq \"Yard\" and not (groups.display eq \"Group {number}\")"),
                "workspaces = [\"Office\"]",
            ),
        };
        write!(
            text,
            "[[rule]]\nname = \"Rule {number}\"\nwhen = '{when}'\npriority = {number}\nthen.{then}\n"
        )?;
    }
    let work = ApplyAccess {
        account: town.account(),
        text,
        dry_run: false,
    };
    work.run(town.ctx(), &Acting::command_line()).await?;
    let everyone = town.people(0, usize::try_from(town.size())?)?;
    for number in 0..GROUPS {
        let members = everyone.iter().enumerate();
        let member = |at: usize| {
            [at, at / 7, at / 3]
                .iter()
                .any(|place| place % GROUPS == number)
        };
        let members: Vec<_> = members
            .filter(|(at, _)| member(*at))
            .map(|(_, id)| json!({"value": id}))
            .collect();
        let body = json!({"displayName": format!("Group {number}"), "members": members});
        let path = "/Groups?excludedAttributes=members";
        town.send(Method::POST, path, Some(body)).await?;
    }
    let policy = town.ctx().store.read();
    let policy = policy.access().policy(town.account()).await?;
    let rule = policy.rules.iter().find(|rule| rule.name == "Everybody");
    Ok(rule.ok_or("the rule about everybody is missing")?.id)
}

fn tell<T>(town: &Town, what: &str, (time, effort, _): &(Duration, Effort, T)) {
    let people = u32::try_from(town.size()).unwrap_or(u32::MAX).max(1);
    say(&format!(
        "| {what} | {time:.1?} | {:.1?} | {} |",
        *time / people,
        effort.statements
    ));
}

impl Town {
    /// What something costs, and what came of it.
    async fn timed<T>(
        &self,
        work: impl Future<Output = Outcome<T>>,
    ) -> Outcome<(Duration, Effort, T)> {
        let (before, began) = (self.ctx().store.effort(), Instant::now());
        let output = work.await?;
        let effort = self.ctx().store.effort().since(before);
        Ok((began.elapsed(), effort, output))
    }
}
