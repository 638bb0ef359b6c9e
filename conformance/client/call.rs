//! One request: built, sent, and kept as it was said.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;
use url::Url;

use super::sender::innermost;
use super::{Answer, Client};
use crate::verdict::{Failure, Stop, Verdict};

/// How often a call that was told to slow down (429) is tried again.
const PATIENCE: usize = 5;

/// The longest body or URL that a report shows.
const SHOWN: usize = 2_000;

/// A request that has not been sent yet.
pub(crate) struct Call<'a> {
    client: &'a Client,
    method: Method,
    url: Url,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
}

impl<'a> Call<'a> {
    pub(super) fn new(client: &'a Client, method: Method, path: &str) -> Self {
        let mut url = client.base.clone();
        url.set_path(&format!(
            "{}{path}",
            client.base.path().trim_end_matches('/')
        ));
        let dialect = client.dialect;
        let mut headers = vec![("authorization", format!("Bearer {}", client.token))];
        for (name, value) in [
            ("user-agent", dialect.user_agent),
            ("accept", dialect.accept),
            ("accept-charset", dialect.accept_charset),
        ] {
            headers.extend(value.map(|value| (name, value.to_owned())));
        }
        Self {
            client,
            method,
            url,
            headers,
            body: None,
        }
    }

    /// Adds a query parameter; a space is sent as `%20`, which every server reads the same way.
    pub(crate) fn query(mut self, name: &str, value: &str) -> Self {
        self.url.query_pairs_mut().append_pair(name, value);
        let encoded = self.url.query().map(|query| query.replace('+', "%20"));
        self.url.set_query(encoded.as_deref());
        self
    }

    /// Sets the query as it stands, percent signs and all.
    pub(crate) fn raw_query(mut self, query: &str) -> Self {
        self.url.set_query(Some(query));
        self
    }

    /// Sets a header, in place of what the dialect would send.
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self = self.without(name);
        self.headers.push((name, value.into()));
        self
    }

    /// Leaves a header out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    /// Sends a JSON document.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.raw(body.to_string())
    }

    /// Sends any text as the body, in the dialect's media type.
    pub(crate) fn raw(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        if self.headers.iter().any(|(name, _)| *name == "content-type") {
            return self;
        }
        let media_type = self.client.dialect.content_type;
        self.header("content-type", media_type)
    }

    /// Sends the call, again when the server asks for patience, and answers with what came back.
    pub(crate) async fn send(self) -> Verdict<Answer> {
        let mut answer = self.once().await?;
        for _ in 0..PATIENCE {
            let Some(seconds) = answer.asks_for_patience() else {
                break;
            };
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            answer = self.once().await?;
        }
        Ok(answer)
    }

    async fn once(&self) -> Verdict<Answer> {
        let mut request = self
            .client
            .http
            .request(self.method.clone(), self.url.clone());
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(body) = &self.body {
            request = request.body(body.clone());
        }
        let said = self.written();
        let lost = |error: reqwest::Error| {
            Stop::Fail(Box::new(Failure {
                expected: String::from("an HTTP response"),
                request: said.clone(),
                response: format!("none: {}", innermost(&error)),
                optional: false,
            }))
        };
        let response = request.send().await.map_err(lost)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.map_err(lost)?;
        Ok(Answer::new(said, status, headers, text))
    }

    /// The request as a person would read it, without the token.
    pub(crate) fn written(&self) -> String {
        let mut lines = vec![format!("{} {}", self.method, shortened(self.url.as_str()))];
        for (name, value) in &self.headers {
            let hidden = *name == "authorization";
            let shown = if hidden { "(hidden)" } else { value };
            lines.push(format!("{name}: {shown}"));
        }
        if let Some(body) = &self.body {
            lines.extend([String::new(), shortened(body)]);
        }
        lines.join("\n")
    }
}

/// A text as a report can show it: whole, or its beginning and how long it is.
fn shortened(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    if shown.len() == text.len() {
        return shown;
    }
    format!("{shown}… ({} bytes)", text.len())
}
