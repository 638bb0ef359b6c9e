//! What a directory remembers from step to step.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Answer;
use crate::lab::Lab;
use crate::shapes::with;
use crate::verdict::{Verdict, skip};

/// One day so far.
pub(super) struct Day {
    pub(super) lab: Lab,
    ids: BTreeMap<&'static str, String>,
    last: Option<Write>,
}

/// A change as it was sent, kept so that it can be sent again.
struct Write {
    method: Method,
    path: String,
    body: Value,
}

impl Day {
    pub(super) fn new(lab: Lab) -> Self {
        Self {
            lab,
            ids: BTreeMap::new(),
            last: None,
        }
    }

    /// The user name that a person has all day.
    pub(super) fn user_name(&self, person: &str) -> String {
        format!("{person}.{}@example.com", self.lab.run)
    }

    /// Remembers the id that the server gave.
    pub(super) fn learns(&mut self, who: &'static str, answer: &Answer) -> Verdict {
        self.ids.insert(who, answer.id()?);
        Ok(())
    }

    /// The id that an earlier step learned; without it this step is skipped.
    pub(super) fn id(&self, who: &str) -> Verdict<String> {
        match self.ids.get(who) {
            Some(id) => Ok(id.clone()),
            None => skip(format!("{who} was not created in an earlier step")),
        }
    }

    /// The path of a user that an earlier step learned.
    pub(super) fn user(&self, who: &str) -> Verdict<String> {
        Ok(format!("/Users/{}", self.id(who)?))
    }

    /// The path of a group that an earlier step learned.
    pub(super) fn group(&self, which: &str) -> Verdict<String> {
        Ok(format!("/Groups/{}", self.id(which)?))
    }

    /// Sends a change, demands success, and reads the resource.
    pub(super) async fn writes(
        &mut self,
        method: Method,
        path: &str,
        body: Value,
    ) -> Verdict<Answer> {
        let call = self.lab.client.call(method.clone(), path).json(&body);
        self.last = None;
        call.send().await?.status(&[200, 204])?;
        self.last = Some(Write {
            method,
            path: path.to_owned(),
            body,
        });
        self.lab.read(path).await
    }

    /// Sends the last change once more, word for word, and demands that it succeeds and moves nothing.
    pub(super) async fn repeats(&mut self) -> Verdict {
        let (before, after) = self.sends_again().await?;
        unmoved(&before, &after)
    }

    /// Sends the last change once more, and demands that it succeeds and, meta apart, changes nothing.
    pub(super) async fn again(&mut self) -> Verdict {
        let (before, after) = self.sends_again().await?;
        let rest = |answer: &Answer| with(answer.body().clone(), &json!({"meta": null}));
        after.demands(
            rest(&before) == rest(&after),
            "the resource as it was before, meta apart",
        )
    }

    async fn sends_again(&mut self) -> Verdict<(Answer, Answer)> {
        let Some(Write { method, path, body }) = &self.last else {
            return skip("the change of the step before was not accepted");
        };
        let before = self.lab.read(path).await?;
        let call = self.lab.client.call(method.clone(), path).json(body);
        call.send().await?.status(&[200, 204])?;
        let after = self.lab.read(path).await?;
        Ok((before, after))
    }
}

/// Demands that nothing happened between two readings of a resource.
pub(super) fn unmoved(before: &Answer, after: &Answer) -> Verdict {
    for pointer in ["/meta/version", "/meta/lastModified"] {
        after.equals(pointer, before.at(pointer))?;
    }
    after.demands(
        after.body() == before.body(),
        "the resource as it was before",
    )
}

/// Demands that a group has exactly these members, in any order.
pub(super) fn members(answer: &Answer, expected: &[&str]) -> Verdict {
    let all = answer
        .at("/members")
        .as_array()
        .cloned()
        .unwrap_or_default();
    let id = |one: &Value| one.get("value").and_then(Value::as_str).map(str::to_owned);
    let mut seen: Vec<String> = all.iter().filter_map(id).collect();
    seen.sort();
    let mut wanted = expected.to_vec();
    wanted.sort_unstable();
    answer.demands(seen == wanted, format!("exactly the members {wanted:?}"))
}
