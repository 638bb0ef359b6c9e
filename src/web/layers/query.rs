//! A parameter that a route does not have is refused before anything is done: who asked for a trial
//! in the wrong place shall not find it done.

use super::KnownAdmin;
use crate::extract::Permission;
use crate::render::Problem;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use muster_app::error::Kind;
use muster_model::connection::TokenRole;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use url::form_urlencoded::parse;

/// What may stand in the query of each route, as the document says it.
#[derive(Clone, Debug)]
pub struct Parameters(Arc<HashMap<(String, String), Route>>);

#[derive(Debug, Default)]
struct Route {
    /// Who may ask; anybody else is refused for that.
    least: Option<TokenRole>,
    query: BTreeSet<String>,
    /// The fields of the body, for who looks for one in the query.
    body: BTreeSet<String>,
}

impl Parameters {
    /// What the document says of every route.
    pub fn of(document: &Value) -> Self {
        let mut routes = HashMap::new();
        for (path, operations) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in operations.as_object().into_iter().flatten() {
                let name = (method.to_uppercase(), path.clone());
                routes.insert(name, Route::of(document, operation));
            }
        }
        Self(Arc::new(routes))
    }
}

impl Route {
    fn of(document: &Value, operation: &Value) -> Self {
        let needed = operation["x-permission"].as_str().unwrap_or_default();
        let known = Permission::ALL.iter().find(|one| one.as_str() == needed);
        let all = operation["parameters"].as_array().into_iter().flatten();
        let of_query = all.filter(|one| one["in"] == "query");
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        let body = body["$ref"]
            .as_str()
            .and_then(|name| name.rsplit('/').next());
        let fields = body.map(|name| &document["components"]["schemas"][name]["properties"]);
        let fields = fields.and_then(Value::as_object).into_iter().flatten();
        Self {
            least: known.map(|known| known.role()),
            query: of_query
                .filter_map(|one| one["name"].as_str())
                .map(str::to_owned)
                .collect(),
            body: fields.map(|(name, _)| name.clone()).collect(),
        }
    }

    /// Who sent no body, or one of another kind, is told what belongs into it.
    fn tell_fields(&self, problem: &mut Problem) {
        if problem.code == "request.media_type" && !self.body.is_empty() {
            let fields: Vec<&str> = self.body.iter().map(String::as_str).collect();
            problem.detail = format!(
                "{} It is an object; its fields are {}.",
                problem.detail,
                fields.join(", ")
            );
        }
    }

    fn refuse(&self, name: &str) -> Problem {
        let known: Vec<&str> = self.query.iter().map(String::as_str).collect();
        let known = match known.as_slice() {
            [] => "none".to_owned(),
            [one] => (*one).to_owned(),
            [all @ .., last] => format!("{} and {last}", all.join(", ")),
        };
        let beside = if self.body.contains(name) {
            " The body has a field of that name."
        } else {
            ""
        };
        let detail =
            format!("There is no parameter {name:?} here: the query takes {known}.{beside}");
        Problem::new(Kind::Invalid, "request.parameter", detail)
    }
}

/// Refuses what is asked beside what the route knows, of whoever may ask at all.
pub async fn known(
    State(parameters): State<Parameters>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let route = path.and_then(|path| {
        let name = (request.method().to_string(), path.as_str().to_owned());
        parameters.0.get(&name)
    });
    let caller = request.extensions().get::<KnownAdmin>();
    if let (Some(route), Some(KnownAdmin(caller))) = (route, caller) {
        let query = request.uri().query().unwrap_or_default();
        let mut names = parse(query.as_bytes()).map(|(name, _)| name);
        let may_ask = route.least.is_none_or(|least| caller.role >= least);
        let unknown = names.find(|name| may_ask && !route.query.contains(name.as_ref()));
        if let Some(name) = unknown {
            return route.refuse(&name).into_response();
        }
    }
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().get_mut::<Problem>();
    if let (Some(route), Some(problem)) = (route, problem) {
        route.tell_fields(problem);
    }
    response
}
