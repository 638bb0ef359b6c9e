//! A SCIM client as a directory would be, without a network in between.

use super::slowly::Endless;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use muster_web::render::CODES;
use serde_json::Value;
use std::fmt::Write as _;
use tower::ServiceExt;

/// One who asks, with a token.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    base: &'static str,
    token: Option<String>,
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Client {
    pub(crate) fn new(router: Router, base: &'static str, token: Option<String>) -> Self {
        Self {
            router,
            base,
            token,
        }
    }

    /// The same client without its token, or with another one.
    pub(crate) fn with_token(&self, token: Option<&str>) -> Self {
        Self {
            token: token.map(str::to_owned),
            ..self.clone()
        }
    }

    /// The same client at another server.
    pub(crate) fn at(&self, router: Router) -> Self {
        Self {
            router,
            ..self.clone()
        }
    }

    /// The same client, asking below another base URL.
    pub(crate) fn below(&self, base: &'static str) -> Self {
        Self {
            base,
            ..self.clone()
        }
    }

    /// The token that it asks with.
    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    /// What Muster itself says of a person, which is shown to who asks for it.
    pub(crate) async fn own(&self, id: &str) -> Value {
        const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let path = format!("/Users/{id}?attributes={OWN}");
        self.get(&path).await.expect(200).json()[OWN].take()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(body.to_string()))
            .await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, &[], Some(body.to_string()))
            .await
    }

    pub(crate) async fn patch(&self, path: &str, operations: Value) -> Answer {
        let body = serde_json::json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": operations,
        });
        self.send(Method::PATCH, path, &[], Some(body.to_string()))
            .await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], None).await
    }

    /// Any request, with any headers and any body.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/scim+json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request
            .body(body.map_or_else(Body::empty, Body::from))
            .expect("a request");
        Answer::read(self.dispatch(request).await).await
    }

    /// A POST whose body is read only when the server asks for it.
    pub(crate) async fn pour(&self, path: &str, body: Body) -> Answer {
        let token = self.token.as_deref().unwrap_or_default();
        let request = Request::post(format!("{}{path}", self.base))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/scim+json")
            .body(body);
        Answer::read(self.dispatch(request.expect("a request")).await).await
    }

    /// Asks, and reads nothing of the body yet.
    pub(crate) async fn begin(&self, path: &str) -> Response {
        let token = self.token.as_deref().unwrap_or_default();
        let request = Request::builder()
            .uri(format!("{}{path}", self.base))
            .header("authorization", format!("Bearer {token}"))
            .body(Body::empty());
        self.dispatch(request.expect("a request")).await
    }

    /// Begins to ask, and is gone before the whole question has arrived, let alone an answer.
    pub(crate) async fn hang_up(&self, path: &str) {
        tokio::select! {
            biased;
            answer = self.stall(Method::GET, path) => panic!("{} at once", answer.status),
            () = std::future::ready(()) => {}
        }
    }

    /// Sends a head whose body never arrives.
    pub(crate) async fn stall(&self, method: Method, path: &str) -> Answer {
        let token = self.token.as_deref().unwrap_or_default();
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/scim+json")
            .body(Body::new(Endless));
        let response = self.dispatch(request.expect("a request")).await;
        Answer::read(response).await
    }

    async fn dispatch(&self, request: Request<Body>) -> Response {
        let router = self.router.clone();
        router.oneshot(request).await.expect("an answer")
    }
}

impl Answer {
    async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        assert_known_problem(&parts.headers, &text);
        Self {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("JSON: {}", self.text))
    }

    /// The `id` in the body.
    pub(crate) fn id(&self) -> String {
        self.json()["id"]
            .as_str()
            .unwrap_or_else(|| panic!("an id: {}", self.text))
            .to_owned()
    }

    /// Insists on a status and passes the answer on.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Status, the headers that matter and the whole body, for a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("{}\n", self.status);
        for name in [
            "content-type",
            "location",
            "content-location",
            "etag",
            "allow",
            "www-authenticate",
            "retry-after",
        ] {
            if let Some(value) = self.headers.get(name) {
                let _ = writeln!(shown, "{name}: {}", value.to_str().expect("text"));
            }
        }
        let body = serde_json::from_str::<Value>(&self.text)
            .map_or_else(|_| self.text.clone(), |json| format!("{json:#}"));
        format!("{shown}\n{body}").trim_end().to_owned()
    }
}

/// Whatever refuses with a problem uses a code that docs/errors.md lists, with its status.
fn assert_known_problem(headers: &HeaderMap, text: &str) {
    let media = headers.get("content-type");
    if media.is_some_and(|media| media == "application/problem+json") {
        let problem: Value = serde_json::from_str(text).expect("a problem");
        let known = CODES
            .iter()
            .any(|(code, status, _)| problem["code"] == *code && problem["status"] == *status);
        assert!(
            known,
            "a code that src/web/render/codes.rs does not list: {text}"
        );
    }
}
