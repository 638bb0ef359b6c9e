//! Reading questions: what must be there and of which type; fields that are not known are not looked at.

use muster_app::decide::{Page, Properties, Tuple};
use serde_json::{Map, Value};

/// An object of the request.
pub(super) type Object = Map<String, Value>;

/// The parts of a question that must be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needs {
    pub(super) subject_id: bool,
    pub(super) action: bool,
    pub(super) resource_id: bool,
}

/// A whole question.
pub(super) const WHOLE: Needs = Needs {
    subject_id: true,
    action: true,
    resource_id: true,
};

/// The question of an object; what is wrong with it is told as a sentence.
pub(super) fn tuple(of: &Object, needs: Needs) -> Result<Tuple, String> {
    let mut tuple = Tuple::default();
    let subject = object(of, "subject")?;
    tuple.subject_type = text(subject, "subject", "type")?;
    if needs.subject_id {
        tuple.subject = text(subject, "subject", "id")?;
    }
    tuple.subject_properties = properties(subject, "subject")?;
    if needs.action {
        let action = object(of, "action")?;
        tuple.action = text(action, "action", "name")?;
        tuple.action_properties = properties(action, "action")?;
    }
    let resource = object(of, "resource")?;
    tuple.resource_type = text(resource, "resource", "type")?;
    if needs.resource_id {
        tuple.resource = text(resource, "resource", "id")?;
    }
    tuple.resource_properties = properties(resource, "resource")?;
    context(of)?;
    Ok(tuple)
}

/// The page that a search asks for.
pub(super) fn page(of: &Object) -> Result<Page, String> {
    let Some(page) = optional(of, "page")? else {
        return Ok(Page::new(None, None));
    };
    let token = match page.get("token") {
        None | Some(Value::Null) => None,
        Some(Value::String(token)) => Some(token.clone()),
        Some(_) => return Err("page.token must be text.".to_owned()),
    };
    let limit = match page.get("limit") {
        None | Some(Value::Null) => None,
        Some(limit) => {
            let limit = limit.as_u64().filter(|limit| *limit > 0);
            Some(limit.ok_or("page.limit must be a whole number from 1.")?)
        }
    };
    Ok(Page::new(token, limit))
}

/// An object that may be absent.
pub(super) fn optional<'a>(of: &'a Object, name: &str) -> Result<Option<&'a Object>, String> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(_) => Err(format!("{name} must be an object.")),
    }
}

/// The context is taken and not looked at: no decision here depends on it.
fn context(of: &Object) -> Result<(), String> {
    optional(of, "context").map(|_| ())
}

fn object<'a>(of: &'a Object, name: &str) -> Result<&'a Object, String> {
    optional(of, name)?.ok_or_else(|| format!("{name} is missing."))
}

fn text(of: &Object, within: &str, name: &str) -> Result<String, String> {
    match of.get(name) {
        None => Err(format!("{within}.{name} is missing.")),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(format!("{within}.{name} must be text.")),
    }
}

fn properties(of: &Object, within: &str) -> Result<Properties, String> {
    match of.get("properties") {
        None | Some(Value::Null) => Ok(Properties::new()),
        Some(Value::Object(said)) => {
            let said = said.iter();
            Ok(said
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect())
        }
        Some(_) => Err(format!("{within}.properties must be an object.")),
    }
}
