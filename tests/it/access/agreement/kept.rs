//! What an application keeps of somebody's scopes.

use super::boats::TYPES;
use super::crew::Sailor;
use super::query::{holds, of_filter};
use super::question::Question;
use crate::support::App;
use muster_app::decide::{Scope, Term, scope};
use muster_model::access::Verb;
use muster_scim::filter::Filter;
use serde_json::Value;

/// One scope, with its predicate and its filter.
struct Kept {
    scope: Scope,
    predicate: Option<Value>,
    filter: Read,
}

/// A filter as it was read.
enum Read {
    /// None where no filter is needed.
    It(Option<Value>),
    /// It has more comparisons than Muster itself reads.
    TooLong,
}

/// Those of each entity type, for looking and for changing.
pub(super) struct Scopes(Vec<[Kept; 2]>);

impl Scopes {
    /// Asks for all of them.
    pub(super) async fn of(app: &App, sailor: &Sailor) -> Self {
        let mut all = Vec::new();
        for entity in TYPES {
            let view = Kept::of(app, sailor, entity, Verb::View).await;
            let update = Kept::of(app, sailor, entity, Verb::Update).await;
            all.push([view, update]);
        }
        Self(all)
    }

    /// By the predicate, and by the filter if it can be read.
    pub(super) fn may(&self, question: &Question) -> (bool, Option<bool>) {
        let kept = self.fitting(question);
        let mut actions = question.actions().into_iter();
        let allowed = actions.all(|action| kept.scope.actions.contains(&action));
        let record = question.record();
        let by = |predicate: &Option<Value>| {
            let within = predicate
                .as_ref()
                .map(|predicate| holds(predicate, &record));
            allowed && kept.scope.failed.is_none() && within.unwrap_or(Some(true)) == Some(true)
        };
        let by_filter = match &kept.filter {
            Read::It(filter) => Some(by(filter)),
            Read::TooLong => None,
        };
        (by(&kept.predicate), by_filter)
    }

    /// The predicate, to be shown.
    pub(super) fn shown(&self, question: &Question) -> String {
        let kept = self.fitting(question);
        format!("{:?} {:?}", kept.scope.failed, kept.predicate)
    }

    fn fitting(&self, question: &Question) -> &Kept {
        let at = TYPES.iter().position(|entity| *entity == question.entity);
        &self.0[at.expect("a type")][usize::from(question.verb() == Verb::Update)]
    }
}

impl Kept {
    async fn of(app: &App, sailor: &Sailor, entity: &str, verb: Verb) -> Self {
        let id = sailor.id.parse().expect("an id");
        let scope = scope(&app.ctx, app.account.id, id, entity, verb).await;
        let scope = scope.expect("a scope");
        let text = scope.predicate.as_ref().map(Term::to_string);
        let read = text.map(|text| Filter::parse(&text)).transpose();
        let filter = match read {
            Ok(read) => Read::It(read.as_ref().map(of_filter)),
            Err(why) => {
                assert!(why.to_string().contains("more than 64"), "{why}");
                Read::TooLong
            }
        };
        Self {
            predicate: scope.predicate.as_ref().map(Term::json),
            filter,
            scope,
        }
    }
}
