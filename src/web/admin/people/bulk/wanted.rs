//! What a program says of many people.

use super::action::Action;
use crate::render::Problem;
use muster_app::admin::PeopleSearch;
use muster_app::error::Kind;
use muster_app::people::Whom;
use muster_model::ids::PersonId;
use muster_model::people::{Status, fold};
use serde::Deserialize;
use uuid::Uuid;

/// One thing for many people: `people` names them, or `all` takes whom the list shows.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BulkWanted {
    /// The people, by id: at most 1,000.
    #[schema(max_items = 1000)]
    people: Option<Vec<Uuid>>,
    /// Everybody whom the list of people shows for `status`, `q` and `sees_nothing`: at most 1,000.
    #[serde(default)]
    all: bool,
    /// With `all`: only with this status.
    #[schema(value_type = Option<String>, pattern = "^(no_access|invited|active|deactivated)$")]
    status: Option<Status>,
    /// With `all`: only with this text in user name, display name or address.
    #[schema(max_length = 200)]
    q: Option<String>,
    /// With `all`: only who has access and sees nothing.
    sees_nothing: Option<bool>,
    /// What is done with each of them.
    pub(super) action: Action,
    /// Whether it is only tried: each as if they were the only one, and nothing is written.
    #[serde(default)]
    pub(super) dry_run: bool,
}

impl BulkWanted {
    /// Whom it is about.
    pub(super) fn whom(&self) -> Result<Whom, Problem> {
        let wrong = |why: &str| Problem::new(Kind::Invalid, "request.body", why);
        let narrowed = self.status.is_some() || self.q.is_some() || self.sees_nothing.is_some();
        match (&self.people, self.all) {
            (Some(_), true) => Err(wrong("Name people, or say all, not both.")),
            (Some(_), false) if narrowed => {
                let why = "The fields status, q and sees_nothing belong to all: true.";
                Err(wrong(why))
            }
            (Some(people), false) => {
                Ok(Whom::These(people.iter().copied().map(PersonId).collect()))
            }
            (None, true) => self.search().map(Whom::All),
            (None, false) => Err(wrong("Name people, or say all: true.")),
        }
    }

    fn search(&self) -> Result<PeopleSearch, Problem> {
        let text = self.q.as_deref().filter(|text| !text.is_empty());
        if text.is_some_and(|text| text.chars().count() > 200) {
            return Err(Problem::parameter("q", "at most 200 characters"));
        }
        Ok(PeopleSearch {
            status: self.status,
            text: text.map(fold),
            sees_nothing: self.sees_nothing.unwrap_or(false),
        })
    }
}
