//! A hundred thousand questions, and a few hundred of them over HTTP.

use super::boats::{KINDS, has_several, told};
use super::crew::{Laws, Sailor, address};
use super::query::{holds, of_filter};
use crate::journeys::the_door::{mailed_path, pass};
use crate::support::{App, Chance, Client, stories};
use axum::http::Method;
use muster_app::decide::{Found, Scope, Term, Tuple, find, judge, scope_of};
use muster_model::access::Verb;
use muster_model::connection::TokenRole;
use muster_model::people::Status;
use muster_scim::filter::Filter;
use serde_json::{Map, Value, json};

const SEED: u64 = 0x5eed_0005;
const SAILORS: usize = 48;
const QUESTIONS: usize = 100_000;
const ACTIONS: [&str; 3] = ["boats.view", "boats.view.price", "boats.sail"];

/// What an application keeps of somebody's scope.
struct Kept {
    scope: Scope,
    predicate: Option<Value>,
    filter: Option<Value>,
}

impl Kept {
    fn of(found: &Found, sailor: &Sailor, kind: &str, verb: Verb) -> Self {
        let policy = found.policy.as_deref().expect("a policy");
        let entity = policy.catalogue.entity(kind).expect("boats");
        let scope = scope_of(policy, &found.subjects[&sailor.id], entity, verb, &[]);
        let filter = scope.predicate.as_ref().map(|term| {
            let filter = term.to_string();
            let read = Filter::parse(&filter).unwrap_or_else(|why| panic!("{filter}: {why}"));
            of_filter(&read)
        });
        Self {
            predicate: scope.predicate.as_ref().map(Term::json),
            filter,
            scope,
        }
    }

    /// By the predicate, and by the filter.
    fn may(&self, action: &str, boat: &Map<String, Value>) -> (bool, bool) {
        let allowed = self.scope.actions.iter().any(|held| held == action);
        let by = |predicate: &Option<Value>| {
            let within = predicate.as_ref().map(|predicate| holds(predicate, boat));
            allowed && self.scope.failed.is_none() && within.unwrap_or(Some(true)) == Some(true)
        };
        (by(&self.predicate), by(&self.filter))
    }
}

fn verb_of(action: &str) -> Verb {
    if action == "boats.sail" {
        Verb::Update
    } else {
        Verb::View
    }
}

fn tuple(sailor: &Sailor, (kind, action): (&str, &str), boat: &Map<String, Value>) -> Tuple {
    let properties = boat.iter();
    Tuple {
        subject_type: "user".to_owned(),
        subject: sailor.id.clone(),
        action: action.to_owned(),
        resource_type: kind.to_owned(),
        resource: "b-1".to_owned(),
        resource_properties: properties
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        ..Tuple::default()
    }
}

stories! {
    async fn a_decision_a_scope_and_a_slow_evaluation_agree(app: &App) {
        let mut chance = Chance::new(SEED);
        let admin = app.client(TokenRole::Owner).await;
        let mut names: Vec<String> = (0..SAILORS).map(address).collect();
        let laws = Laws::draw(app, &mut chance, &names).await;
        let mut crew = Vec::new();
        for number in 0..SAILORS {
            crew.push(Sailor::draw(&admin, &mut chance, &laws, number).await);
        }
        names.extend(crew.iter().map(|sailor| sailor.id.clone()));
        let ids: Vec<&str> = crew.iter().map(|sailor| sailor.id.as_str()).collect();
        let mut found = find(&app.ctx, app.account.id, &ids).await.expect("the crew");
        // Whoever has not joined may do nothing.
        let nothing = judge(app.account.id, &found, &tuple(&crew[0], ("boat", "boats.view"), &Map::new()));
        assert_eq!(nothing.failed, Some("status"));
        for subject in found.subjects.values_mut() {
            subject.status = Status::Active;
        }
        let kept: Vec<[[Kept; 2]; 4]> = crew.iter().map(|sailor| {
            KINDS.map(|(kind, _)| [Verb::View, Verb::Update].map(|verb| Kept::of(&found, sailor, kind, verb)))
        }).collect();
        let (mut yes, mut narrow) = (0, 0);
        for number in 0..QUESTIONS {
            let at = chance.below(crew.len());
            let action = *chance.pick(&ACTIONS);
            let lies = chance.below(KINDS.len());
            let (kind, _) = KINDS[lies];
            let boat = told(&mut chance, &names);
            let slow = crew[at].may(&laws, (kind, action), &boat);
            let decided = judge(app.account.id, &found, &tuple(&crew[at], (kind, action), &boat)).allowed;
            let kept = &kept[at][lies][usize::from(verb_of(action) == Verb::Update)];
            let (scope, filter) = kept.may(action, &boat);
            let say = || format!("question {number} of {SEED:#x}: {action} by {} of {kind} {boat:?}\n{:?}\n{}",
                crew[at].address, kept.scope.predicate, decided);
            assert_eq!((decided, scope), (slow, slow), "{}", say());
            // A filter knows no lists: of several values it finds fewer, and never more.
            if has_several(&boat) {
                assert!(!filter || slow, "{}", say());
                narrow += usize::from(slow && !filter);
            } else {
                assert_eq!(filter, slow, "{}", say());
            }
            yes += usize::from(slow);
        }
        assert!(yes > QUESTIONS / 20 && yes < QUESTIONS / 2, "{yes} of {QUESTIONS} are yes");
        assert!(narrow < yes / 20, "{narrow} of {yes} are not found by the filter");
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_is_asked_over_http_is_what_is_kept(app: &App) {
        let mut chance = Chance::new(SEED + 1);
        let admin = app.client(TokenRole::Owner).await;
        let mut names: Vec<String> = (0..4).map(address).collect();
        let laws = Laws::draw(app, &mut chance, &names).await;
        let mut crew = Vec::new();
        for number in 0..4 {
            let sailor = Sailor::draw(&admin, &mut chance, &laws, number).await;
            join(app, &admin, &sailor.id, number).await;
            crew.push(sailor);
        }
        names.extend(crew.iter().map(|sailor| sailor.id.clone()));
        let door = admin.below("/access/v1");
        for sailor in &crew {
            for ((kind, _), action) in KINDS.iter().flat_map(|kind| ACTIONS.map(|action| (*kind, action))) {
                let verb = if verb_of(action) == Verb::Update { "update" } else { "view" };
                let path = format!("/people/{}/scope?type={kind}&verb={verb}", sailor.id);
                let scope = admin.get(&path).await.expect(200).json();
                let boats: Vec<_> = (0..20).map(|_| told(&mut chance, &names)).collect();
                let each = boats.iter().map(|boat| json!({"resource": {"type": kind, "id": "b-1", "properties": boat}}));
                let questions = json!({"subject": {"type": "user", "id": sailor.id}, "action": {"name": action},
                    "evaluations": each.collect::<Vec<_>>()});
                let headers = [("content-type", "application/json")];
                let body = Some(questions.to_string());
                let answer = door.send(Method::POST, "/evaluations", &headers, body).await.expect(200).json();
                let allowed = scope["actions"].as_array().expect("actions").contains(&json!(action));
                for (at, boat) in boats.iter().enumerate() {
                    let within = match scope["reach"].as_str() {
                        Some("all") => Some(true),
                        Some("none") => Some(false),
                        _ => holds(&scope["predicate"], boat),
                    };
                    let decided = &answer["evaluations"][at]["decision"];
                    let slow = sailor.may(&laws, (kind, action), boat);
                    assert_eq!((decided, allowed && within == Some(true)), (&json!(slow), slow), "{action} {kind} {boat:?}");
                }
            }
        }
        app.settle().await;
        app.mailbox.take();
    }
}

/// Invites a contact, who comes.
async fn join(app: &App, admin: &Client, id: &str, number: usize) {
    let enable = admin.post(&format!("/people/{id}/enable"), json!({})).await;
    enable.expect(200);
    let joining = mailed_path(app, "activation").await;
    let form = format!("username=sailor{number}&password=correct+horse+battery");
    pass(app, &joining, &form).await;
}
