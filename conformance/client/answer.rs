//! What a server answered, and the demands that can be put to it.

use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::shapes::ERROR;
use crate::verdict::{Failure, Stop, Verdict};

/// The longest body that a report shows.
const SHOWN: usize = 4_000;

/// The words that sections demand by name (RFC 7644 3.3, 3.4.2.2, 3.5.2.2, 3.5.2.3).
const DEMANDED: [&str; 4] = ["uniqueness", "invalidFilter", "noTarget", "mutability"];

/// A response, with the request that it answers.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    text: String,
    body: Value,
    request: String,
}

impl Answer {
    pub(super) fn new(request: String, status: u16, headers: HeaderMap, text: String) -> Self {
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self {
            status,
            headers,
            text,
            body,
            request,
        }
    }

    /// A failure that shows this exchange.
    pub(crate) fn fails(&self, expected: impl Into<String>) -> Stop {
        self.failure(expected.into(), false)
    }

    fn failure(&self, expected: String, optional: bool) -> Stop {
        Stop::Fail(Box::new(Failure {
            expected,
            request: self.request.clone(),
            response: self.written(),
            optional,
        }))
    }

    /// Demands that something holds of this answer.
    pub(crate) fn demands(&self, holds: bool, expected: impl Into<String>) -> Verdict {
        if holds {
            Ok(())
        } else {
            Err(self.fails(expected))
        }
    }

    /// Demands one of these statuses.
    pub(crate) fn status(&self, allowed: &[u16]) -> Verdict<&Self> {
        let named: Vec<String> = allowed.iter().map(u16::to_string).collect();
        let expected = format!("status {}", named.join(" or "));
        self.demands(allowed.contains(&self.status), expected)?;
        Ok(self)
    }

    /// Demands that the value under a JSON pointer equals `expected`.
    pub(crate) fn equals(&self, pointer: &str, expected: &Value) -> Verdict<&Self> {
        let sentence = format!("{pointer} = {expected}");
        self.demands(self.at(pointer) == expected, sentence)?;
        Ok(self)
    }

    /// Demands that nothing stands under a JSON pointer: absent, null or an empty list (RFC 7643 2.5).
    pub(crate) fn lacks(&self, pointer: &str) -> Verdict<&Self> {
        let value = self.at(pointer);
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        self.demands(empty, format!("no value for {pointer}"))?;
        Ok(self)
    }

    /// The value under a JSON pointer, null when there is none.
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        self.body.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// The text under a JSON pointer, empty when there is none.
    pub(crate) fn text_at(&self, pointer: &str) -> &str {
        self.at(pointer).as_str().unwrap_or_default()
    }

    /// The whole document.
    pub(crate) fn body(&self) -> &Value {
        &self.body
    }

    /// Whether there is no body at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A header's value, empty when it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The `id` of the resource in the body.
    pub(crate) fn id(&self) -> Verdict<String> {
        let id = self.text_at("/id");
        self.demands(!id.is_empty(), "a non-empty id (RFC 7643 3.1)")?;
        Ok(id.to_owned())
    }

    /// Demands the media type of SCIM (RFC 7644 3.1).
    pub(crate) fn is_scim_json(&self) -> Verdict {
        let media_type = self
            .header("content-type")
            .split(';')
            .next()
            .unwrap_or_default();
        self.demands(
            media_type
                .trim()
                .eq_ignore_ascii_case("application/scim+json"),
            "Content-Type: application/scim+json",
        )
    }

    /// Demands an error as RFC 7644 3.12 writes it: the schema, the status as a string, the scimType when one is named.
    pub(crate) fn refuses(&self, status: u16, scim_type: Option<&str>) -> Verdict {
        self.status(&[status])?.is_scim_json()?;
        let schemas = self.at("/schemas").as_array();
        self.demands(
            schemas.is_some_and(|all| all.iter().any(|one| one == ERROR)),
            format!("schemas holds {ERROR}"),
        )?;
        self.equals("/status", &Value::from(status.to_string()))?;
        scim_type.map_or(Ok(()), |scim_type| self.names(&[scim_type]))
    }

    /// Demands one of these words as `scimType`. RFC 7644 3.12 makes the word optional unless the section that speaks
    /// of the refusal names it, so that a missing one weighs less than a wrong one.
    pub(crate) fn names(&self, scim_types: &[&str]) -> Verdict {
        let seen = self.at("/scimType");
        if seen.as_str().is_some_and(|word| scim_types.contains(&word)) {
            return Ok(());
        }
        let demanded = scim_types.iter().any(|word| DEMANDED.contains(word));
        let optional = seen.is_null() && !demanded;
        let expected = format!("scimType {}", scim_types.join(" or "));
        Err(self.failure(expected, optional))
    }

    /// How many seconds a 429 asks to wait, between one and ten.
    pub(super) fn asks_for_patience(&self) -> Option<u64> {
        let seconds = self.header("retry-after").parse().unwrap_or(1);
        (self.status == 429).then_some(u64::clamp(seconds, 1, 10))
    }

    fn written(&self) -> String {
        let mut lines = vec![self.status.to_string()];
        for name in [
            "content-type",
            "location",
            "etag",
            "allow",
            "www-authenticate",
            "preference-applied",
        ] {
            let value = self.header(name);
            if !value.is_empty() {
                lines.push(format!("{name}: {value}"));
            }
        }
        if !self.text.is_empty() {
            let shown: String = self.text.chars().take(SHOWN).collect();
            lines.extend([String::new(), shown]);
        }
        lines.join("\n")
    }
}
