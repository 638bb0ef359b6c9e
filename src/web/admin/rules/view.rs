//! A rule, as the admin API shows it.

use crate::admin::record_sets::RecordSetsShown;
use crate::admin::view::SeveralShown;
use crate::render::sentence;
use muster_app::access::gives::{Gives, Several};
use muster_app::access::record_sets::RecordSets;
use muster_app::access::rules::{RuleView, Warning};
use muster_model::ids::{ConnectionId, RuleId};
use serde::{Deserialize, Serialize};

/// A rule.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct RuleShown {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: RuleId,
    /// Its name.
    name: String,
    /// The only connection whose people and groups it looks at; null for all.
    #[schema(value_type = Option<uuid::Uuid>, required)]
    connection: Option<ConnectionId>,
    /// A SCIM filter over the person and their groups.
    when: String,
    /// What it gives.
    then: ThenShown,
    /// The higher one wins where two rules give different roles.
    priority: i64,
    /// Whether it works.
    enabled: bool,
    /// How many people have anything because of it; null where there are too many to count,
    /// and while more than 200 are compiled anew.
    #[schema(required)]
    people: Option<u64>,
    /// What is wrong with it.
    warnings: Vec<WarningShown>,
}

/// Something that is wrong with a rule.
#[derive(Serialize, utoipa::ToSchema)]
struct WarningShown {
    /// `orphaned_group`, `orphaned_target`, `unmatched_name`, `no_prefix`, `not_privileged`,
    /// `tie` or `unreadable`.
    code: &'static str,
    /// A sentence for a person.
    detail: String,
}

/// What a rule gives, by name or id; `{captured}` stands for the rest of the group's name.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct ThenShown {
    /// A role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// Workspaces, or `all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    workspaces: Option<SeveralShown>,
    /// Fleet groups, or `entire`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fleet: Option<SeveralShown>,
    /// Options that are on: `weekly_email`, `message_notifications`, `can_own_records`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    /// Record sets, or `all` or `none`: one for every entity type that it speaks of, or one for
    /// each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record_sets: Option<RecordSetsShown>,
    /// Whether they see records without being assigned to them: `all`, `assigned` or `single`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visibility: Option<String>,
}

impl From<RuleView> for RuleShown {
    fn from(view: RuleView) -> Self {
        let rule = view.rule;
        Self {
            id: rule.id,
            name: rule.name,
            connection: rule.connection,
            when: rule.condition,
            then: view.then.into(),
            priority: rule.priority,
            enabled: rule.enabled,
            people: view.people,
            warnings: view.warnings.iter().map(WarningShown::from).collect(),
        }
    }
}

impl From<&Warning> for WarningShown {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code(),
            detail: sentence(&warning.to_string()),
        }
    }
}

impl From<Gives> for ThenShown {
    fn from(gives: Gives) -> Self {
        Self {
            role: gives.role,
            workspaces: gives.workspaces.map(SeveralShown::from),
            fleet: gives.fleet.map(SeveralShown::from),
            options: gives.options,
            record_sets: gives.record_sets.map(RecordSetsShown::from),
            visibility: gives.visibility,
        }
    }
}

impl From<ThenShown> for Gives {
    fn from(then: ThenShown) -> Self {
        Self {
            role: then.role,
            workspaces: then.workspaces.map(Several::from),
            fleet: then.fleet.map(Several::from),
            options: then.options,
            record_sets: then.record_sets.map(RecordSets::from),
            visibility: then.visibility,
        }
    }
}
