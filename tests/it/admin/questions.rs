//! What the document says of questions for decisions is what is asked of them.

use super::route::{Route, routes};
use crate::support::{Answer, App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

async fn ask(client: &Client, route: &Route, body: &Value) -> Answer {
    let body = Some(body.to_string());
    let headers = route.headers();
    client
        .send(route.method.clone(), &route.path, &headers, body)
        .await
}

/// Where every part of a body stands, by JSON pointer.
fn places(of: &Value, at: &str, found: &mut Vec<String>) {
    for (name, inner) in of.as_object().into_iter().flatten() {
        let place = format!("{at}/{name}");
        places(inner, &place, found);
        found.push(place);
    }
}

/// The body without what stands there.
fn without(body: &Value, place: &str) -> Value {
    let mut body = body.clone();
    let (above, name) = place.rsplit_once('/').expect("a place");
    let above = body.pointer_mut(above).and_then(Value::as_object_mut);
    above.expect("an object").remove(name);
    body
}

async fn refused(client: &Client, route: &Route, body: &Value) {
    let answer = ask(client, route, body).await;
    assert_eq!(answer.status, 400, "{} {body}: {}", route.path, answer.text);
    assert!(answer.json().is_string(), "{}", answer.text);
}

stories! {
    async fn a_question_has_what_the_document_wants_of_it(app: &App) {
        let client = app.client(TokenRole::Viewer).await.below("");
        let mut asked = 0;
        for route in routes(&client).await.iter().filter(|route| route.asks_for_decisions()) {
            // Many questions may say nothing beside their list; each is answered by itself.
            let whole = if route.path.ends_with("/evaluations") {
                json!({"evaluations": [{}], "options": {"evaluations_semantic": "execute_all"}, "context": {}})
            } else {
                route.least()
            };
            let answer = ask(&client, route, &whole).await.expect(200);
            assert!(answer.headers.contains_key("x-request-id"));
            let mut found = Vec::new();
            places(&whole, "", &mut found);
            for place in found {
                let mut wrong = whole.clone();
                *wrong.pointer_mut(&place).expect("a place") = json!(7);
                refused(&client, route, &wrong).await;
                if whole != route.least() {
                    continue;
                }
                refused(&client, route, &without(&whole, &place)).await;
                asked += 1;
            }
        }
        assert!(asked > 20, "{asked} parts that must be there");
        app.settle().await;
    }
}
