//! What an account gives, read as resources: roles, workspaces, fleet groups, record sets, options.

use super::Caller;
use super::error::ProvisionError;
use crate::ctx::Ctx;
use muster_model::access::{PersonOption, Policy};
use muster_scim::error::Error as ScimError;
use muster_scim::filter::Filter;
use muster_scim::list::list_response;
use muster_scim::paging::Page;
use muster_scim::projection::{Selection, project};
use muster_scim::schema::ResourceType;
use muster_scim::search::Parameters;
use muster_scim::sort::SortBy;
use serde_json::{Value, json};

/// The list at an endpoint (RFC 7644 3.4.2), or the one resource of this id; 404 where the connection
/// does not read what the account gives.
pub async fn read_given(
    ctx: &Ctx,
    caller: &Caller,
    (endpoint, id): (&str, Option<&str>),
    asked: &Parameters,
) -> Result<Value, ProvisionError> {
    let mut kinds = caller.kinds.given().iter();
    let kind = kinds.find(|kind| kind.endpoint == endpoint);
    let kind =
        kind.ok_or_else(|| ScimError::not_found("there is no such endpoint; see /ResourceTypes"))?;
    let selection = Selection::parse(
        asked.attributes.as_deref(),
        asked.excluded_attributes.as_deref(),
    )?;
    let policy = ctx.store.read().access().policy(caller.account()).await?;
    let base_url = ctx.scim_base_url();
    let all = things(kind, &policy, caller.connection.privileged);
    let mut all = all.map(|(id, name)| resource(kind, &base_url, &id, &name));
    if let Some(id) = id {
        let found = all.find(|one| one.get("id").and_then(Value::as_str) == Some(id));
        let found = found.ok_or_else(|| ScimError::not_found("there is no such resource"))?;
        return Ok(project(kind, found, &selection));
    }
    let all = filtered(all.collect(), kind, caller, asked.filter.as_deref())?;
    let all = sorted(all, kind, asked)?;
    let page = Page::parse(asked.start_index.as_deref(), asked.count.as_deref())?;
    let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let skipped = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let count = usize::try_from(page.count).unwrap_or(usize::MAX);
    let shown = all.into_iter().skip(skipped).take(count);
    let shown = shown.map(|one| project(kind, one, &selection)).collect();
    Ok(list_response(total, page.start_index, shown))
}

fn filtered(
    all: Vec<Value>,
    kind: &ResourceType,
    caller: &Caller,
    filter: Option<&str>,
) -> Result<Vec<Value>, ScimError> {
    let Some(text) = filter else {
        return Ok(all);
    };
    let filter = Filter::parse(text)?;
    filter.check(kind, caller.switches())?;
    let matching = all.into_iter().filter(|one| filter.matches(kind, one));
    Ok(matching.collect())
}

/// RFC 7644 3.4.2.3: in the order that was asked for, those that agree by id; else in their own.
fn sorted(
    all: Vec<Value>,
    kind: &ResourceType,
    asked: &Parameters,
) -> Result<Vec<Value>, ScimError> {
    let (by, order) = (asked.sort_by.as_deref(), asked.sort_order.as_deref());
    let Some(sort) = SortBy::parse(kind, by, order)? else {
        return Ok(all);
    };
    let key = |one: Value| {
        let id = one.get("id").and_then(Value::as_str).map(str::to_owned);
        (sort.key(kind, &one), id, one)
    };
    let mut keyed: Vec<_> = all.into_iter().map(key).collect();
    keyed.sort_by(|(left, one, _), (right, other, _)| {
        let order = sort.order(left.as_deref(), right.as_deref());
        order.then_with(|| one.cmp(other))
    });
    Ok(keyed.into_iter().map(|(_, _, one)| one).collect())
}

/// The id and the name of each; what a directory can never give is left out.
fn things<'p>(
    kind: &ResourceType,
    policy: &'p Policy,
    privileged: bool,
) -> Box<dyn Iterator<Item = (String, String)> + Send + 'p> {
    match kind.name {
        "Role" => Box::new(
            policy
                .roles
                .iter()
                .filter(move |role| !role.is_owner() && (privileged || !role.is_privileged()))
                .map(|role| (role.id.to_string(), role.name.clone())),
        ),
        "Workspace" => Box::new(
            policy
                .workspaces
                .iter()
                .map(|one| (one.id.to_string(), one.name.clone())),
        ),
        "FleetGroup" => Box::new(
            policy
                .fleet
                .all()
                .iter()
                .map(|one| (one.id.to_string(), one.name.clone())),
        ),
        "RecordSet" => Box::new(
            policy
                .record_sets
                .iter()
                .filter(|set| set.of.is_none())
                .map(|set| (set.id.to_string(), set.name.clone())),
        ),
        _ => Box::new(PersonOption::ALL.into_iter().map(|option| {
            let name = option.as_str();
            (name.to_owned(), name.replace('_', " "))
        })),
    }
}

fn resource(kind: &ResourceType, base_url: &str, id: &str, name: &str) -> Value {
    json!({
        "schemas": [kind.schema.urn],
        "id": id,
        "displayName": name,
        "type": kind.name,
        "meta": {
            "resourceType": kind.name,
            "location": format!("{base_url}{}/{id}", kind.endpoint),
        },
    })
}
