//! Where checks work: the server, the names of this run, and what must be cleared away.

use serde_json::{Value, json};

use crate::cast::Cast;
use crate::client::{Answer, Client, Dialect};
use crate::offers::{Feature, Offers};
use crate::profile::Profile;
use crate::shapes;
use crate::verdict::{Verdict, skip};

/// The state that checks share.
pub(crate) struct Lab {
    pub(crate) client: Client,
    pub(crate) offers: Offers,
    pub(crate) profile: Profile,
    pub(crate) run: String,
    names: u32,
    created: Vec<String>,
    pub(crate) cast: Option<Cast>,
}

impl Lab {
    pub(crate) fn new(client: Client, offers: Offers, profile: Profile, run: String) -> Self {
        Self {
            client,
            offers,
            profile,
            run,
            names: 0,
            created: Vec::new(),
            cast: None,
        }
    }

    /// A lab on the same server that speaks like another client.
    pub(crate) fn speaking(&self, dialect: Dialect) -> Self {
        let client = self.client.speaking(dialect);
        Self::new(client, self.offers.clone(), self.profile, self.run.clone())
    }

    /// Takes over what another lab created, so that it is cleared away with the rest.
    pub(crate) fn inherits(&mut self, other: Self) {
        self.created.extend(other.created);
    }

    /// A name that nobody has used, such as `ada.m2k9x1.7`.
    pub(crate) fn name(&mut self, stem: &str) -> String {
        self.names += 1;
        format!("{stem}.{}.{}", self.run, self.names)
    }

    /// A user name that nobody has used, in the form of an address that reaches nobody (RFC 2606).
    pub(crate) fn user_name(&mut self, stem: &str) -> String {
        format!("{}@example.com", self.name(stem))
    }

    /// Sends a POST and remembers what it created, whatever the check makes of the answer.
    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Verdict<Answer> {
        let answer = self.client.post(path).json(body).send().await?;
        self.remembers(path, &answer);
        Ok(answer)
    }

    /// Remembers a resource by its path for the clearing.
    pub(crate) fn remembers_path(&mut self, path: String) {
        if !self.created.contains(&path) {
            self.created.push(path);
        }
    }

    /// Remembers a created resource for the clearing.
    pub(crate) fn remembers(&mut self, collection: &str, answer: &Answer) {
        if matches!(answer.status, 200 | 201) && !answer.text_at("/id").is_empty() {
            self.remembers_path(format!("{collection}/{}", answer.text_at("/id")));
        }
    }

    /// Creates a user with these attributes beside the usual ones, and answers its path and representation.
    pub(crate) async fn a_user(&mut self, stem: &str, extra: &Value) -> Verdict<(String, Answer)> {
        let body = shapes::with(shapes::user(&self.user_name(stem)), extra);
        let answer = self.post("/Users", &body).await?;
        let path = format!("/Users/{}", answer.status(&[201])?.id()?);
        Ok((path, answer))
    }

    /// Creates a group with these members, and answers its path and representation.
    pub(crate) async fn a_group(
        &mut self,
        stem: &str,
        members: &[&str],
    ) -> Verdict<(String, Answer)> {
        self.offers.needs_type("Group")?;
        let body = shapes::group(&self.name(stem), members);
        let answer = self.post("/Groups", &body).await?;
        let path = format!("/Groups/{}", answer.status(&[201])?.id()?);
        Ok((path, answer))
    }

    /// Sends a PATCH and answers the resource as a GET shows it afterwards, because 204 is a legal answer (RFC 7644 3.5.2).
    pub(crate) async fn patched(&self, path: &str, operations: &[Value]) -> Verdict<Answer> {
        self.offers.needs(Feature::Patch)?;
        let body = shapes::patch(operations);
        let answer = self.client.patch(path).json(&body).send().await?;
        answer.status(&[200, 204])?;
        self.read(path).await
    }

    /// Sends a PATCH whose refusal is of interest.
    pub(crate) async fn patch_refused(&self, path: &str, operations: &[Value]) -> Verdict<Answer> {
        self.offers.needs(Feature::Patch)?;
        let body = shapes::patch(operations);
        self.client.patch(path).json(&body).send().await
    }

    /// Reads a resource that must be there.
    pub(crate) async fn read(&self, path: &str) -> Verdict<Answer> {
        let answer = self.client.get(path).send().await?;
        answer.status(&[200])?;
        Ok(answer)
    }

    /// Sends a filter to a collection.
    pub(crate) async fn filtered(&self, path: &str, filter: &str) -> Verdict<Answer> {
        self.offers.needs(Feature::Filter)?;
        self.client.get(path).query("filter", filter).send().await
    }

    /// Sends a search to the root or to a collection, and skips the check where nobody listens.
    pub(crate) async fn searched(&self, collection: &str, query: &Value) -> Verdict<Answer> {
        let body = shapes::with(json!({"schemas": [shapes::SEARCH]}), query);
        let path = format!("{collection}/.search");
        let answer = self.client.post(&path).json(&body).send().await?;
        // RFC 7644 3.4.3 lets a client ask by POST, but nothing advertises that a server listens.
        if matches!(answer.status, 404 | 405 | 501) {
            return skip(format!("not offered: status {}", answer.status));
        }
        Ok(answer)
    }

    /// Creates so many users whose names begin alike, and answers that beginning and their ids in order.
    pub(crate) async fn a_crowd(
        &mut self,
        stem: &str,
        count: usize,
    ) -> Verdict<(String, Vec<String>)> {
        let prefix = self.name(stem);
        let mut ids = Vec::new();
        for number in 1..=count {
            let body = shapes::user(&format!("{prefix}.{number}@example.com"));
            let answer = self.post("/Users", &body).await?;
            ids.push(answer.status(&[201])?.id()?);
        }
        Ok((prefix, ids))
    }

    /// Deletes everything this run created, last first, and answers what would not go.
    pub(crate) async fn clear(&mut self) -> Vec<String> {
        let mut left = Vec::new();
        while let Some(path) = self.created.pop() {
            match self.client.delete(&path).send().await {
                Ok(answer) if matches!(answer.status, 200 | 204 | 404) => {}
                Ok(answer) => left.push(format!("{path} (status {})", answer.status)),
                Err(_) => left.push(format!("{path} (no answer)")),
            }
        }
        left
    }
}
