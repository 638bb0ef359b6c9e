//! A few hundred of the questions over HTTP.

use super::boats::TYPES;
use super::query::holds;
use super::question::{ACTIONS, Question};
use super::roll::Roll;
use super::world::World;
use crate::journeys::the_door::{mailed_path, pass};
use crate::support::{App, Chance, Client, stories};
use axum::http::Method;
use muster_model::access::Verb;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const SEED: u64 = 0x5eed_0006;
const SAILORS: usize = 6;

stories! {
    async fn what_is_asked_over_http_is_what_is_kept(app: &App) {
        let mut chance = Chance::new(SEED);
        let admin = app.client(TokenRole::Owner).await;
        let world = World::draw(app, &admin, &mut chance, (SAILORS, Roll::PLAIN)).await;
        for (number, sailor) in world.crew.iter().enumerate() {
            join(app, &admin, &sailor.id, number).await;
        }
        let mut yes = 0;
        for sailor in &world.crew {
            for (entity, action) in TYPES.into_iter().flat_map(|of| ACTIONS.map(|action| (of, action))) {
                let mut asked = Vec::new();
                while asked.len() < 25 {
                    let question = Question::draw(&mut chance, &world.names, &sailor.near);
                    asked.extend((question.entity == entity).then_some(Question { action, ..question }));
                }
                let verb = if asked[0].verb() == Verb::Update { "update" } else { "view" };
                let path = format!("/people/{}/scope?type={entity}&verb={verb}", sailor.id);
                let scope = admin.get(&path).await.expect(200).json();
                let decided = decisions(&admin, &sailor.id, action, &asked).await;
                for (question, decided) in asked.iter().zip(decided) {
                    let slow = sailor.why_not(&world.laws, question).is_empty();
                    let in_scope = sailor.has_in_scope(&world.laws, question);
                    let say = || format!("{question:?} by {}\n{scope:#}", sailor.address);
                    assert_eq!((decided, is_within(&scope, question)), (slow, in_scope), "{}", say());
                    yes += usize::from(slow);
                }
            }
        }
        assert!(yes > 50, "{yes} are yes");
        app.settle().await;
        app.mailbox.take();
    }
}

/// What the door for decisions answers to all of these.
async fn decisions(admin: &Client, person: &str, action: &str, asked: &[Question]) -> Vec<bool> {
    let each = asked.iter().map(|question| {
        let (id, told) = (&question.id, &question.told);
        json!({"resource": {"type": question.entity, "id": id, "properties": told},
            "action": {"properties": question.said}})
    });
    let questions = json!({"subject": {"type": "user", "id": person}, "action": {"name": action},
        "evaluations": each.collect::<Vec<_>>()});
    let headers = [("content-type", "application/json")];
    let door = admin.below("/access/v1");
    let body = Some(questions.to_string());
    let answer = door
        .send(Method::POST, "/evaluations", &headers, body)
        .await;
    let answer = answer.expect(200).json();
    let answers = answer["evaluations"].as_array().expect("answers").iter();
    answers.map(|one| one["decision"] == json!(true)).collect()
}

/// Whether a scope, as it is told, lets this through.
fn is_within(scope: &Value, question: &Question) -> bool {
    let actions = scope["actions"].as_array().expect("actions");
    let within = match scope["reach"].as_str() {
        Some("all") => Some(true),
        Some("none") => Some(false),
        _ => holds(&scope["predicate"], &question.record()),
    };
    let mut asked = question.actions().into_iter();
    asked.all(|action| actions.contains(&json!(action))) && within == Some(true)
}

/// Invites a contact, who comes.
async fn join(app: &App, admin: &Client, id: &str, number: usize) {
    let enable = admin.post(&format!("/people/{id}/enable"), json!({})).await;
    enable.expect(200);
    let joining = mailed_path(app, "activation").await;
    let form = format!("username=sailor{number}&password=correct+horse+battery");
    pass(app, &joining, &form).await;
}
