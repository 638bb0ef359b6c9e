//! What stands in the query or the head of a request is obeyed or refused, never passed over.

use super::asking::{code, post_once};
use super::route::admin_routes;
use crate::support::{App, stories};
use axum::http::Method;
use muster_model::connection::TokenRole;
use serde_json::json;

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

stories! {
    async fn a_parameter_that_a_route_does_not_have_is_refused(app: &App) {
        let owner = app.client(TokenRole::Owner).await.below("");
        let viewer = app.client(TokenRole::Viewer).await.below("");
        let (mut passed_over, mut asked) = (Vec::new(), 0);
        for route in admin_routes(&owner).await {
            let path = route.with(|_| NOBODY.to_owned());
            let path = format!("{path}{}{}dont_know=true", route.asked, if route.asked.is_empty() { "?" } else { "&" });
            let (method, headers, body) = (&route.method, route.headers(), route.least_body());
            let answer = owner.send(method.clone(), &path, &headers, body.clone()).await;
            let told = answer.status == 400 && code(&answer) == "request.parameter" && answer.text.contains("dont_know");
            if !told {
                passed_over.push(format!("{method} {path}: {}", answer.status));
            }
            // Who may not ask at all learns nothing about parameters.
            let nobody = owner.with_token(None).send(method.clone(), &path, &headers, body.clone()).await;
            assert_eq!(nobody.status, 401, "{method} {path}");
            if route.role != "viewer" {
                viewer.send(method.clone(), &path, &headers, body).await.expect(403);
            }
            asked += 1;
        }
        assert_eq!(passed_over, Vec::<String>::new());
        assert!(asked > 60, "{asked} routes");
        app.settle().await;
    }

    async fn nothing_is_done_on_the_word_of_a_parameter_that_there_is_not(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let card = json!({"card": {"email": "ada@example.com"}});
        let ada = owner.post("/people", card).await.expect(201).id();
        let delete = json!({"people": [ada], "action": {"type": "delete", "count": 1}});
        let refused = owner.post("/people/bulk?dry_run=true", delete.clone()).await.expect(400);
        assert_eq!(
            refused.json()["detail"],
            json!("There is no parameter \"dry_run\" here: the query takes none. The body has a field of that name."),
        );
        owner.get(&format!("/people/{ada}")).await.expect(200);
        let refused = owner.get("/people?colour=red").await.expect(400);
        assert_eq!(
            refused.json()["detail"],
            json!("There is no parameter \"colour\" here: the query takes cursor, limit, q, sees_nothing and status."),
        );
        // A key under which nothing was done is free.
        let path = "/people/bulk?dry_run=true";
        assert_eq!(code(&post_once(&owner, path, "one", delete.clone()).await), "request.parameter");
        post_once(&owner, "/people/bulk", "one", delete).await.expect(200);
        app.settle().await;
    }

    async fn a_policy_that_moved_meanwhile_gets_nothing_new(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let rule = json!({"name": "All", "when": "userName pr", "then": {"role": "user"}});
        let told = admin.post("/rules/preview", rule.clone()).await.expect(200).json();
        let seen = format!("W/\"{}\"", told["policy_version"]);
        admin.post("/workspaces", json!({"name": "Yard"})).await.expect(201);
        let roles = admin.get("/roles").await.expect(200).json()["items"].clone();
        let roles = roles.as_array().expect("roles");
        let viewer = roles.iter().find(|role| role["slug"] == "viewer").expect("a viewer");
        let copy = format!("/roles/{}/copy", viewer["id"].as_str().expect("an id"));
        let new = [
            ("/rules", rule),
            ("/roles", json!({"name": "Clerk"})),
            (copy.as_str(), json!({"name": "King"})),
            ("/workspaces", json!({"name": "Depot"})),
            ("/fleet-groups", json!({"name": "Trucks"})),
        ];
        let owner = app.client(TokenRole::Owner).await;
        for (path, body) in new {
            let headers = |tag| [("content-type", "application/json"), ("if-match", tag)];
            let body = body.to_string();
            let stale = owner.send(Method::POST, path, &headers(&seen), Some(body.clone())).await;
            assert_eq!(code(&stale.expect(412)), "resource.changed", "{path}");
            let now = owner.post("/rules/preview", json!({"when": "userName pr", "then": {"role": "user"}})).await.expect(200).json();
            let now = format!("W/\"{}\"", now["policy_version"]);
            owner.send(Method::POST, path, &headers(&now), Some(body)).await.expect(201);
        }
        app.settle().await;
    }

    async fn the_key_of_one_token_is_not_that_of_another(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let admin = app.client(TokenRole::Admin).await;
        let viewer = app.client(TokenRole::Viewer).await;
        let yard = json!({"name": "Yard"});
        let made = post_once(&owner, "/workspaces", "one", yard.clone()).await.expect(201);
        assert_eq!(code(&post_once(&viewer, "/workspaces", "one", yard.clone()).await), "token.role");
        assert_eq!(code(&post_once(&admin, "/workspaces", "one", yard.clone()).await), "access.name_taken");
        post_once(&admin, "/workspaces", "one", json!({"name": "Depot"})).await.expect(201);
        let again = post_once(&owner, "/workspaces", "one", yard).await.expect(201);
        assert_eq!((again.id(), &again.headers["idempotent-replayed"]), (made.id(), &"true".parse().expect("a value")));
        assert_eq!(code(&post_once(&owner, "/workspaces", "one", json!({"name": "Wharf"})).await), "request.idempotency_other");
        app.settle().await;
    }

    async fn a_page_is_as_long_as_it_may_be(app: &App) {
        let viewer = app.client(TokenRole::Owner).await;
        // More than a page may have is answered with a page, as in SCIM.
        viewer.get("/people?limit=5000").await.expect(200);
        for whole in ["/tokens", "/webhooks", "/connections"] {
            assert_eq!(code(&viewer.get(&format!("{whole}?limit=1")).await.expect(400)), "request.parameter");
        }
        let wrong = viewer.get("/people?limit=abc").await.expect(400);
        assert_eq!(wrong.json()["detail"], json!("The parameter limit must be a whole number."));
        app.settle().await;
    }
}
