//! The three users that the filter checks look for.

use serde_json::{Value, json};

use crate::lab::Lab;
use crate::shapes;
use crate::verdict::Verdict;

/// One of the three.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who {
    /// Active, with a title, a nickname, a work and a home address.
    Ada,
    /// Inactive, with a title.
    Bob,
    /// Active, with neither title nor nickname.
    Cleo,
}

/// The ids of the three; every value of theirs holds the word of this run.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    /// What the three user names begin with.
    pub(crate) prefix: String,
    ada: String,
    bob: String,
    cleo: String,
}

impl Cast {
    /// The id of one of them.
    pub(crate) fn id(&self, who: Who) -> String {
        match who {
            Who::Ada => self.ada.clone(),
            Who::Bob => self.bob.clone(),
            Who::Cleo => self.cleo.clone(),
        }
    }
}

impl Lab {
    /// The three users of the filter checks, created when first asked for.
    pub(crate) async fn cast(&mut self) -> Verdict<Cast> {
        if let Some(cast) = &self.cast {
            return Ok(cast.clone());
        }
        let run = self.run.clone();
        let prefix = format!("Cast.{run}.");
        let ada = json!({"title": format!("Engineer {run}"), "nickName": format!("Countess {run}"), "emails": [
            {"value": format!("ada.work.{run}@example.com"), "type": "work", "primary": true},
            {"value": format!("ada.home.{run}@example.com"), "type": "home"}
        ]});
        let bob = json!({"title": format!("Driver {run}"), "active": false});
        let cast = Cast {
            ada: self.joins(&prefix, "Ada", &ada).await?,
            bob: self.joins(&prefix, "Bob", &bob).await?,
            cleo: self.joins(&prefix, "Cleo", &json!({})).await?,
            prefix,
        };
        self.cast = Some(cast.clone());
        Ok(cast)
    }

    async fn joins(&mut self, prefix: &str, word: &str, extra: &Value) -> Verdict<String> {
        let run = &self.run;
        let named = json!({
            "externalId": format!("Ext-{run}-{word}"),
            "displayName": format!("{word} of {run}"),
            "name": {"givenName": word, "familyName": format!("Family-{run}-{word}")}
        });
        let base = shapes::user(&format!("{prefix}{word}@example.com"));
        let body = shapes::with(shapes::with(base, &named), extra);
        let answer = self.post("/Users", &body).await?;
        answer.status(&[201])?.id()
    }
}
