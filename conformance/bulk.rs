//! Bulk requests (RFC 7644 3.7): how they are sent, and what their answers hold.

use serde_json::{Value, json};

use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{BULK, BULK_ANSWER};
use crate::verdict::Verdict;

/// The answer of a bulk request that was processed.
#[derive(Clone, Debug)]
pub(crate) struct Bulked {
    /// The whole exchange.
    pub(crate) answer: Answer,
    base: String,
}

/// The body of a bulk request.
pub(crate) fn bulk(operations: &[Value]) -> Value {
    json!({"schemas": [BULK], "Operations": operations})
}

/// A POST within a bulk request.
pub(crate) fn posting(bulk_id: &str, path: &str, data: &Value) -> Value {
    json!({"method": "POST", "bulkId": bulk_id, "path": path, "data": data})
}

impl Lab {
    /// Sends a bulk request, demands that it is processed, and remembers what it created.
    pub(crate) async fn bulked(&mut self, body: &Value) -> Verdict<Bulked> {
        self.offers.needs(Feature::Bulk)?;
        let answer = self.client.post("/Bulk").json(body).send().await?;
        let bulked = Bulked {
            base: self.client.base_path(),
            answer,
        };
        for operation in bulked.operations() {
            let posted = operation.get("method").and_then(Value::as_str) == Some("POST");
            if let (true, Some(path)) = (posted, bulked.path_of(operation)) {
                self.remembers_path(path);
            }
        }
        bulked.answer.status(&[200])?;
        let schemas = bulked.answer.at("/schemas").as_array();
        bulked.answer.demands(
            schemas.is_some_and(|all| all.iter().any(|one| one == BULK_ANSWER)),
            format!("schemas holds {BULK_ANSWER}"),
        )?;
        Ok(bulked)
    }
}

impl Bulked {
    /// The results.
    pub(crate) fn operations(&self) -> &[Value] {
        let all = self.answer.at("/Operations").as_array();
        all.map(Vec::as_slice).unwrap_or_default()
    }

    /// The statuses in order, whichever of the two forms of RFC 7644 3.7.2 and 3.7.3 they have.
    pub(crate) fn statuses(&self) -> Vec<u16> {
        self.operations().iter().map(status).collect()
    }

    /// Demands exactly these statuses, in the order of the request.
    pub(crate) fn came_to(&self, statuses: &[u16]) -> Verdict<&Self> {
        self.answer.demands(
            self.statuses() == statuses,
            format!("one result per operation, with the statuses {statuses:?}"),
        )?;
        Ok(self)
    }

    /// Demands the result with a bulkId.
    pub(crate) fn of(&self, bulk_id: &str) -> Verdict<&Value> {
        let named = |one: &&Value| one.get("bulkId").and_then(Value::as_str) == Some(bulk_id);
        let found = self.operations().iter().find(named);
        found.ok_or_else(|| {
            self.answer
                .fails(format!("a result with the bulkId {bulk_id}"))
        })
    }

    /// Demands that an operation created something, and answers its path below the base URL.
    pub(crate) fn created(&self, bulk_id: &str) -> Verdict<String> {
        let result = self.of(bulk_id)?;
        self.answer
            .demands(status(result) == 201, format!("status 201 for {bulk_id}"))?;
        let expected = format!("location of {bulk_id} below the base URL");
        self.path_of(result)
            .ok_or_else(|| self.answer.fails(expected))
    }

    /// The path of a result's location below the base URL.
    fn path_of(&self, result: &Value) -> Option<String> {
        let location = result.get("location").and_then(Value::as_str)?;
        let path = match url::Url::parse(location) {
            Ok(url) => url.path().to_owned(),
            Err(_) => location.to_owned(),
        };
        let below = path.strip_prefix(&self.base).unwrap_or(&path);
        Some(below.to_owned())
    }
}

fn status(result: &Value) -> u16 {
    let status = result.get("status").unwrap_or(&Value::Null);
    let code = status.get("code").unwrap_or(status);
    let text = code.as_str().map(str::to_owned);
    let text = text.unwrap_or_else(|| code.to_string());
    text.parse().unwrap_or_default()
}

/// The id at the end of a resource's path.
pub(crate) fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
