//! What a change would do, person by person, and pages of short lists.

use super::summary::SummaryShown;
use crate::extract::Paging;
use crate::render::{Page, Problem, sentence};
use muster_app::access::edit::Impact;
use muster_app::access::{Changed, PermissionsChanged, RuleWarning};
use muster_model::ids::PersonId;
use serde::Serialize;
use serde_json::{Map, Value};
use std::str::FromStr;

/// What a change would do; nothing was written.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct ImpactShown {
    /// The policy that it was compared with: send it as `If-Match` with the change.
    policy_version: i64,
    /// How many rows of the policy would be written or removed.
    changes: usize,
    /// What would be wrong with the rules that are made or changed.
    warnings: Vec<RuleWarningShown>,
    /// Whose access would be another one: how many people in all.
    total: usize,
    /// The people of this page, by id.
    people: Vec<ChangedShown>,
    /// The `cursor` of the next page; null when this is the last one.
    #[schema(required)]
    next: Option<String>,
}

/// Something that would be wrong with a rule.
#[derive(Serialize, utoipa::ToSchema)]
struct RuleWarningShown {
    /// The name of the rule.
    rule: String,
    /// The code, as a rule shows it with its `warnings`.
    code: &'static str,
    /// A sentence for a person.
    detail: String,
}

/// One person whose access would be another one, or would end or return with it.
#[derive(Serialize, utoipa::ToSchema)]
struct ChangedShown {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: PersonId,
    /// What lists call the person.
    name: String,
    /// The access until now.
    #[schema(value_type = SummaryShown)]
    before: Map<String, Value>,
    /// The access from then on.
    #[schema(value_type = SummaryShown)]
    after: Map<String, Value>,
    /// What they could do from then on and cannot now, and the other way round.
    permissions: PermissionsShown,
}

/// What somebody may do from then on and could not before, and the other way round.
#[derive(Serialize, utoipa::ToSchema)]
struct PermissionsShown {
    /// What is new.
    gained: Vec<String>,
    /// What is gone.
    lost: Vec<String>,
}

impl From<Changed> for ChangedShown {
    fn from(changed: Changed) -> Self {
        let PermissionsChanged { gained, lost } = changed.permissions;
        Self {
            person_id: changed.person_id,
            name: changed.name,
            before: changed.before,
            after: changed.after,
            permissions: PermissionsShown { gained, lost },
        }
    }
}

impl ImpactShown {
    /// The page that is wanted.
    pub(in crate::admin) fn of(impact: Impact, paging: &Paging) -> Result<Self, Problem> {
        let after: Option<PersonId> = Paging::place(paging.cursor.as_deref())?;
        let limit = Paging::limit(paging.limit)?;
        let total = impact.people.len();
        let rest = impact.people.into_iter();
        let rest = rest.filter(|one| after.is_none_or(|after| one.person_id > after));
        let rest: Vec<Changed> = rest.collect();
        let page = Page::cut(rest, limit, |one| one.person_id.to_string());
        Ok(Self {
            policy_version: impact.policy_version,
            changes: impact.changed,
            warnings: impact.warnings.into_iter().map(shown).collect(),
            total,
            people: page.items.into_iter().map(ChangedShown::from).collect(),
            next: page.next,
        })
    }
}

fn shown(warning: RuleWarning) -> RuleWarningShown {
    RuleWarningShown {
        rule: warning.rule,
        code: warning.code,
        detail: sentence(&warning.detail),
    }
}

/// The page of a whole list that follows the item of the cursor.
pub(in crate::admin) fn page_of<T, I: FromStr + PartialEq + ToString>(
    mut all: Vec<T>,
    paging: &Paging,
    id: impl Fn(&T) -> I,
) -> Result<Page<T>, Problem> {
    let limit = Paging::limit(paging.limit)?;
    if let Some(after) = Paging::place::<I>(paging.cursor.as_deref())? {
        let at = all.iter().position(|item| id(item) == after);
        let at = at.ok_or_else(|| Problem::parameter("cursor", "the `next` of the page before"))?;
        all.drain(..=at);
    }
    Ok(Page::cut(all, limit, |item| id(item).to_string()))
}
