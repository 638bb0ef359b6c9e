//! `POST /access/v1/evaluations`: many questions at once.

use super::evaluation::{single, wrong};
use super::read::{Object, WHOLE, optional, tuple};
use super::shape::EvaluationList;
use super::verdict::Decision;
use crate::extract::{Admin, AskDecisions, Body};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{MOST_EVALUATIONS, Semantic, Tuple, evaluate};
use serde::Serialize;
use serde_json::Value;

/// The parts of a question that may stand beside the list, for all of it.
const PARTS: [&str; 4] = ["subject", "action", "resource", "context"];

/// What a part must have; where a question says the part without it, the one beside the list counts.
const REQUIRED: [&str; 3] = ["type", "id", "name"];

/// What many questions are answered, or a single one.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub(super) enum Evaluated {
    Many(Decisions),
    One(Decision),
}

/// The answers in the order of the questions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Decisions {
    /// As many as there are questions, unless one of them decides and ends the list.
    evaluations: Vec<Decision>,
}

/// Say of up to 1,000 questions at once whether the subject may, with what they have in common beside
/// the list.
#[utoipa::path(post, path = "/access/v1/evaluations", tag = "Decisions", operation_id = "evaluations",
    request_body = EvaluationList,
    responses((status = 200, description = "The answers, or the one of a single question.", body = Evaluated)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn evaluations(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(whole): Body<Object>,
) -> Result<Json<Evaluated>, Problem> {
    let alone = async || {
        let told = single(&state, admin.account(), &whole).await;
        told.map(|told| Json(Evaluated::One(told)))
    };
    let list = match whole.get("evaluations") {
        // Without questions in a list it is a single one.
        None | Some(Value::Null) => return alone().await,
        Some(Value::Array(list)) if list.is_empty() => return alone().await,
        Some(Value::Array(list)) => list,
        Some(_) => return Err(wrong("evaluations must be a list.")),
    };
    if list.len() > MOST_EVALUATIONS {
        let why = format!("evaluations must be {MOST_EVALUATIONS} at most.");
        return Err(wrong(why));
    }
    for part in PARTS {
        optional(&whole, part).map_err(wrong)?;
    }
    let semantic = semantic(&whole).map_err(wrong)?;
    let questions: Vec<Result<Tuple, String>> =
        list.iter().map(|one| question(&whole, one)).collect();
    let verdicts = evaluate(&state.ctx, admin.account(), &questions, semantic).await?;
    let evaluations = verdicts.into_iter().map(Decision::from).collect();
    Ok(Json(Evaluated::Many(Decisions { evaluations })))
}

fn semantic(whole: &Object) -> Result<Semantic, String> {
    let options = optional(whole, "options")?;
    match options.and_then(|options| options.get("evaluations_semantic")) {
        None => Ok(Semantic::default()),
        Some(word) => word.as_str().and_then(Semantic::parse).ok_or_else(|| {
            let known = Semantic::ALL.map(Semantic::as_str).join(", ");
            format!("options.evaluations_semantic must be one of: {known}.")
        }),
    }
}

/// A question of the list with what stands beside it: a part that the question says counts instead,
/// as a whole but for what every part must have.
fn question(whole: &Object, one: &Value) -> Result<Tuple, String> {
    let Value::Object(one) = one else {
        return Err("An evaluation must be an object.".to_owned());
    };
    let mut merged = Object::new();
    for part in PARTS {
        let beside = whole.get(part);
        let said = one.get(part).cloned().or_else(|| beside.cloned());
        let Some(mut said) = said else { continue };
        if let (Value::Object(said), Some(Value::Object(beside))) = (&mut said, beside) {
            for key in REQUIRED {
                if let (false, Some(value)) = (said.contains_key(key), beside.get(key)) {
                    said.insert(key.to_owned(), value.clone());
                }
            }
        }
        merged.insert(part.to_owned(), said);
    }
    tuple(&merged, WHOLE)
}
