//! A server made of canned answers, for the tests of the judge itself: it says what a test tells it to, in order,
//! whatever it is asked, and its last answer for ever.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::check::Check;
use crate::client::{Client, PLAIN};
use crate::lab::Lab;
use crate::offers::Offers;
use crate::profile::Profile;
use crate::verdict::{Stop, Verdict};

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Canned {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

/// An answer with a JSON body in SCIM's media type.
pub(crate) fn json_answer(status: u16, body: &Value) -> Canned {
    raw_answer(status, "application/scim+json", &body.to_string())
}

/// An answer with any body.
pub(crate) fn raw_answer(status: u16, media_type: &str, body: &str) -> Canned {
    Canned {
        status,
        headers: vec![("content-type", media_type.to_owned())],
        body: body.to_owned(),
    }
}

/// An answer without a body.
pub(crate) fn empty_answer(status: u16) -> Canned {
    raw_answer(status, "application/scim+json", "")
}

/// A SCIM error.
pub(crate) fn error_answer(status: u16, scim_type: &str) -> Canned {
    let mut body = serde_json::json!({
        "schemas": [crate::shapes::ERROR], "status": status.to_string(), "detail": "no"
    });
    if !scim_type.is_empty() {
        body = crate::shapes::with(body, &serde_json::json!({ "scimType": scim_type }));
    }
    json_answer(status, &body)
}

impl Canned {
    /// The answer with a header more.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn written(&self) -> String {
        let mut lines = vec![format!("HTTP/1.1 {} Canned", self.status)];
        let headers = self.headers.iter();
        lines.extend(headers.map(|(name, value)| format!("{name}: {value}")));
        lines.push(format!("content-length: {}", self.body.len()));
        lines.push(String::from("connection: close\r\n"));
        format!("{}\r\n{}", lines.join("\r\n"), self.body)
    }
}

/// What the server has still to say, last first.
type Script = Arc<Mutex<Vec<Canned>>>;

/// Starts a server that answers so, and gives its base URL.
#[expect(
    clippy::disallowed_methods,
    reason = "a server of a test, which ends with the test's own runtime"
)]
pub(crate) async fn served(answers: &[Canned]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let script: Script = Arc::new(Mutex::new(answers.iter().rev().cloned().collect()));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = answer(stream, &script).await;
        }
    });
    format!("http://127.0.0.1:{port}/scim/v2")
}

async fn answer(mut stream: TcpStream, script: &Script) -> std::io::Result<()> {
    let mut heard = Vec::new();
    let mut buffer = vec![0; 16_384];
    loop {
        let count = stream.read(&mut buffer).await?;
        heard.extend_from_slice(&buffer[..count]);
        if count == 0 || is_whole(&heard) {
            break;
        }
    }
    let next = {
        let mut script = script.lock().unwrap();
        let last = script.len() == 1;
        if last {
            script.last().cloned()
        } else {
            script.pop()
        }
    };
    let said = next.unwrap().written();
    stream.write_all(said.as_bytes()).await?;
    stream.shutdown().await
}

/// Whether a request is complete: its head, and as much body as the head announces.
fn is_whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard);
    let Some((top, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let announced = top
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, length)| length.trim().parse().ok());
    body.len() >= announced.unwrap_or(0)
}

/// A lab on a server of canned answers, which offers what these documents say.
pub(crate) async fn lab(config: &Value, types: &Value, answers: &[Canned]) -> Lab {
    let told = [
        json_answer(200, config),
        json_answer(200, types),
        json_answer(200, &serde_json::json!({"Resources": []})),
    ];
    let script: Vec<Canned> = told.iter().chain(answers).cloned().collect();
    let url = served(&script).await;
    let client = Client::new(&url, "canned", PLAIN).unwrap();
    let offers = Offers::read(&client).await;
    Lab::new(client, offers, Profile::Rfc, String::from("r1"))
}

/// Everything that a server may leave out, offered.
pub(crate) fn everything() -> Value {
    let yes = serde_json::json!({"supported": true, "maxOperations": 2, "maxPayloadSize": 1000});
    serde_json::json!({
        "patch": yes, "bulk": yes, "filter": yes, "sort": yes, "etag": yes,
        "pagination": {"cursor": true, "index": true, "defaultPaginationMethod": "index"},
        "securityEvents": {"asyncRequest": "none", "eventUris": []}
    })
}

/// The resource types that checks ask for.
pub(crate) fn all_types() -> Value {
    serde_json::json!({"Resources": [
        {"name": "User", "schemaExtensions": [{"schema": crate::shapes::ENTERPRISE, "required": false}]},
        {"name": "Group"}
    ]})
}

/// What a check came to: nothing when it passed, the unmet expectation, or why it was skipped.
pub(crate) async fn tried(check: &Check<Lab>, lab: &mut Lab) -> String {
    let verdict: Verdict = (check.body)(lab).await;
    match verdict {
        Ok(()) => String::from("pass"),
        Err(Stop::Skip(why)) => format!("skip: {why}"),
        Err(Stop::Fail(seen)) => format!("fail: {}", seen.expected),
    }
}
