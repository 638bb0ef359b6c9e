//! One question, and many.

use super::parts::{
    ActionPart, AskedAction, AskedResource, AskedSubject, ResourcePart, SubjectPart,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// One question.
#[derive(utoipa::ToSchema)]
pub(in crate::authzen) struct Evaluation {
    subject: AskedSubject,
    action: AskedAction,
    resource: AskedResource,
    /// Taken and not looked at.
    #[schema(value_type = Option<Object>)]
    context: Option<BTreeMap<String, Value>>,
}

/// Many questions; without a list, or with an empty one, it is a single question.
#[derive(utoipa::ToSchema)]
pub(in crate::authzen) struct EvaluationList {
    /// The subject of every question that says none; what a subject must have and a question leaves out of
    /// its own is taken from here.
    subject: Option<SubjectPart>,
    /// The action of every question that says none.
    action: Option<ActionPart>,
    /// The resource of every question that says none.
    resource: Option<ResourcePart>,
    /// Taken and not looked at.
    #[schema(value_type = Option<Object>)]
    context: Option<BTreeMap<String, Value>>,
    /// The questions. What cannot be read as one is a no with `context.error`.
    #[schema(max_items = 1000)]
    evaluations: Option<Vec<EvaluationPart>>,
    options: Option<EvaluationsOptions>,
}

/// One question of many.
#[derive(utoipa::ToSchema)]
struct EvaluationPart {
    /// None where the one beside the list is meant.
    #[schema(nullable = false)]
    subject: Option<SubjectPart>,
    /// None where the one beside the list is meant.
    #[schema(nullable = false)]
    action: Option<ActionPart>,
    /// None where the one beside the list is meant.
    #[schema(nullable = false)]
    resource: Option<ResourcePart>,
    /// Taken and not looked at.
    #[schema(value_type = Option<Object>)]
    context: Option<BTreeMap<String, Value>>,
}

/// How many questions are answered.
#[derive(utoipa::ToSchema)]
struct EvaluationsOptions {
    /// `execute_all` unless said.
    #[schema(nullable = false)]
    evaluations_semantic: Option<EvaluationsSemantic>,
}

/// All of them, those to the first no, or those to the first yes.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "snake_case")]
enum EvaluationsSemantic {
    ExecuteAll,
    DenyOnFirstDeny,
    PermitOnFirstPermit,
}
