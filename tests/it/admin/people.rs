//! `GET /api/v1/people`: page by page, by status, by a part of a name.

use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// Pushes people of these user names who cannot be invited, so that no mail is left.
async fn push(okta: &Client, names: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in names {
        let body =
            json!({"userName": name, "displayName": format!("Driver {name}"), "active": false});
        ids.push(okta.post("/Users", body).await.expect(201).id());
    }
    ids
}

fn ids(page: &Answer) -> Vec<String> {
    let page = page.json();
    let items = page["items"].as_array().expect("items");
    let id = |item: &Value| item["id"].as_str().expect("an id").to_owned();
    items.iter().map(id).collect()
}

stories! {
    async fn people_come_page_by_page(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let all = push(&okta, &["a", "b", "c"]).await;
        let admin = app.admin().await;
        let first = admin.get("/people?limit=2").await.expect(200);
        assert_eq!(ids(&first), all[..2]);
        let next = first.json()["next"].as_str().expect("a next page").to_owned();
        let second = admin.get(&format!("/people?limit=2&cursor={next}")).await.expect(200);
        assert_eq!(ids(&second), all[2..]);
        assert_eq!(second.json()["next"], Value::Null);
        app.settle().await;
    }

    async fn people_are_found_by_status_and_by_a_part_of_a_name(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let all = push(&okta, &["50%", "5000", "Ärger"]).await;
        let admin = app.admin().await;
        let found = async |query: &str| ids(&admin.get(&format!("/people?{query}")).await.expect(200));
        assert_eq!(found("q=%C3%84RG").await, [all[2].clone()]);
        assert_eq!(found("q=50%25").await, [all[0].clone()]);
        assert_eq!(found("q=driver").await, all);
        assert_eq!(found("status=no_access").await, all);
        assert_eq!(found("status=active").await, Vec::<String>::new());
        app.settle().await;
    }

    async fn what_cannot_be_asked_is_a_problem(app: &App) {
        let admin = app.admin().await;
        let asked = async |query: &str| {
            let problem = admin.get(&format!("/people?{query}")).await.expect(400).json();
            (problem["code"].clone(), problem["detail"].as_str().expect("a detail").to_owned())
        };
        let wrong = [
            ("limit=0", "The parameter limit must be a whole number from 1."),
            ("limit=x", "The parameter limit must be a whole number."),
            ("status=gone", "The parameter status must be one of no_access, invited, active, deactivated, deleted."),
            ("colour=red", "There is no parameter \"colour\" here: the query takes cursor, limit, q, sees_nothing and status."),
            ("q=a&q=b", "The parameter q must be given once."),
            ("q=%00", "The parameter q must be free of NUL."),
        ];
        for (query, detail) in wrong {
            assert_eq!(asked(query).await, (json!("request.parameter"), detail.to_owned()));
        }
    }

    async fn nobody_is_shown_without_a_token_of_the_api(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let admin = app.admin().await;
        let nobody = admin.with_token(None).get("/people").await.expect(401);
        assert_eq!(nobody.json()["code"], "token.unknown");
        let wrong = admin.with_token(Some("mus_api_x")).get("/people").await.expect(401);
        assert_eq!(wrong.json()["code"], "token.unknown");
        okta.get("/Users").await.expect(200);
    }

    async fn a_foreign_id_a_random_id_and_no_id_look_alike(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let [ada] = <[String; 1]>::try_from(push(&okta, &["ada"]).await).expect("one");
        let stranger = app.stranger().await;
        let look = async |id: &str| {
            let mut problem = stranger.get(&format!("/people/{id}")).await.expect(404).json();
            problem["request_id"].take();
            problem
        };
        let random = look("01a201d0-9d6e-74ed-894b-60fc87bffa69").await;
        assert_eq!(look(&ada).await, random);
        assert_eq!(look("no-id").await, random);
        app.settle().await;
    }

    async fn who_is_not_mailed_is_shown_with_the_reason(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let held = json!({"card": {"email": "ada@example.com"}, "invite": true, "mail": "held"});
        let ada = admin.post("/people", held).await.expect(201).id();
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "bob"})).await.expect(201);
        let taken = json!({"userName": "cleo", "emails": [{"value": "ada@example.com"}]});
        okta.post("/Users", taken).await.expect(201);
        push(&okta, &["dora"]).await;
        let shown = async || {
            let page = admin.get("/people").await.expect(200).json();
            let items = page["items"].as_array().expect("items").iter();
            let lines = items.map(|one| json!([one["user_name"], one["invitation_state"], one["invitation_held"]]));
            Value::Array(lines.collect())
        };
        let expected = json!([
            ["ada@example.com", "held", "by_hand"],
            ["bob", "held", "no_address"],
            ["cleo", "held", "address_taken"],
            ["dora", null, null],
        ]);
        assert_eq!(shown().await, expected);
        let resend = format!("/people/{ada}/invitation/resend");
        admin.send(Method::POST, &resend, &[], None).await.expect(200);
        assert_eq!(shown().await[0], json!(["ada@example.com", "sent", null]));
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);
    }
}
