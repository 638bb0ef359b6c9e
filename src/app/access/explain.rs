//! What a person may do and see, and because of what, as the admin API answers it.

use super::compile::refresh;
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::access::{Access, Because, Dimension, Scope, Source};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Person;
use muster_store::StoreError;
use serde_json::{Map, Value, json};

/// Why the access of a person was not shown.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    NoPerson,
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ExplainError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson => Kind::NotFound,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPerson => "person.not_found",
            Self::Store(_) => "server.store",
        }
    }
}

/// The access of a person as it is in force now, every value with its reasons.
pub async fn explain_access(
    ctx: &Ctx,
    account: AccountId,
    id: PersonId,
) -> Result<Value, ExplainError> {
    let reads = ctx.store.read();
    let person = reads.people().get(account, id).await?;
    let mut people = [person.ok_or(ExplainError::NoPerson)?];
    refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
    let [person] = people;
    Ok(explained(&person))
}

/// The body of `GET /api/v1/people/{id}/access`.
///
/// Of an entity type that `record_sets` does not name everything is reached that role, workspaces and
/// fleet allow.
fn explained(person: &Person) -> Value {
    let status = json!(person.status.as_str());
    let mut body = Map::from_iter([("status".to_owned(), status)]);
    body.insert("sees_nothing".to_owned(), json!(person.sees_nothing()));
    body.append(&mut effective(&person.access));
    body.entry("record_sets").or_insert_with(|| json!({}));
    body.entry("visibility").or_insert_with(|| json!("all"));
    Value::Object(body)
}

/// Role, workspaces, fleet, options and permissions, and because of what.
pub(crate) fn effective(access: &Access) -> Map<String, Value> {
    let mut body = summary(access);
    let mut because = Map::new();
    for (name, dimensions) in [
        ("role", &[Dimension::Role][..]),
        ("workspaces", &[Dimension::Workspace]),
        ("fleet", &[Dimension::FleetAccess, Dimension::FleetGroup]),
        ("options", &[Dimension::Option]),
        ("record_sets", &[Dimension::RecordSet]),
        ("visibility", &[Dimension::Visibility]),
    ] {
        let reasons = access.because.iter();
        let reasons = reasons.filter(|reason| dimensions.contains(&reason.dimension));
        let reasons: Vec<Value> = reasons.map(reason).collect();
        // Where nobody speaks of records, nothing is said of them.
        let of_records = ["record_sets", "visibility"].contains(&name);
        if !of_records || !reasons.is_empty() {
            because.insert(name.to_owned(), Value::Array(reasons));
        }
    }
    body.insert("permissions".to_owned(), json!(access.permissions));
    body.insert("because".to_owned(), Value::Object(because));
    body
}

/// Role, workspaces, fleet and record sets by name: `all` and `entire` stand for what will come as well.
pub(crate) fn summary(access: &Access) -> Map<String, Value> {
    let fleet = match &access.fleet {
        Scope::All => json!("entire"),
        Scope::None => json!("none"),
        scope @ Scope::Some(_) => json!(scope.names()),
    };
    let role = access.role.as_ref().map(|role| &role.name);
    let mut summary: Map<String, Value> = [
        ("role".to_owned(), json!(role)),
        ("workspaces".to_owned(), workspaces_of(access)),
        ("fleet".to_owned(), fleet),
        ("options".to_owned(), json!(access.options)),
    ]
    .into_iter()
    .collect();
    if !access.records.is_empty() {
        summary.insert("record_sets".to_owned(), record_sets(access));
    }
    if !access.visibility.is_all() {
        summary.insert("visibility".to_owned(), json!(access.visibility));
    }
    summary
}

/// The workspaces by name, or `all`.
pub fn workspaces_of(access: &Access) -> Value {
    match &access.workspaces {
        Scope::All => json!("all"),
        scope => json!(scope.names()),
    }
}

/// By entity type: the sets, and how far they reach.
fn record_sets(access: &Access) -> Value {
    let reaches = access.records.iter().map(|(entity, reach)| {
        let (view, update) = (reach.view.told(), reach.update.told());
        let told = json!({"sets": reach.named(), "view": view, "update": update});
        (entity.clone(), told)
    });
    Value::Object(reaches.collect())
}

/// A reason: the value, its source in one word, and the chain that leads to it.
pub(crate) fn reason(because: &Because) -> Value {
    json!({
        "value": because.value,
        "source": source(&because.source, because.dimension),
        "via": because.via,
    })
}

/// A source in one word: `pin`, `manual`, `rule:<id>@group:<id>`, `scim:<attribute>`, `default`, `owner`.
fn source(source: &Source, dimension: Dimension) -> String {
    match source {
        Source::Owner => "owner".to_owned(),
        Source::Pin => "pin".to_owned(),
        Source::Manual => "manual".to_owned(),
        Source::Default => "default".to_owned(),
        Source::Rule { rule, group: None } => format!("rule:{rule}"),
        Source::Rule {
            rule,
            group: Some(group),
        } => format!("rule:{rule}@group:{group}"),
        Source::Scim { .. } => format!(
            "scim:{}",
            match dimension {
                Dimension::Role => "role",
                Dimension::Workspace => "workspaces",
                Dimension::FleetAccess => "fleetAccess",
                Dimension::FleetGroup => "fleetGroups",
                Dimension::Option => "options",
                Dimension::RecordSet => "recordSets",
                Dimension::Visibility => "recordVisibility",
            }
        ),
    }
}
