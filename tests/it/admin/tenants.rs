//! Whoever asks for what belongs to another account learns nothing, not even that it is there.

use super::asking::{each, pushed};
use super::route::{Route, admin_routes};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::json;
use std::collections::BTreeMap;

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

/// One of everything.
async fn furnish(app: &App, owner: &Client) {
    app.apply(
        "workspaces = [\"North\"]\n[[record_set]]\nname = \"Mine\"\n[[fleet_group]]\nname = \"Trucks\"\n\
         [[rule]]\nname = \"Drivers\"\nwhen = 'groups.display eq \"Drivers\"'\n\
         then.fleet = [\"Trucks\"]\n",
    )
    .await;
    let (_, ada, _) = pushed(app).await;
    app.settle().await;
    let assigned = json!({"person": ada, "record": {"type": "record", "id": "x"}});
    owner
        .post("/api/v1/assignments", assigned)
        .await
        .expect(201);
    owner
        .post("/api/v1/case-groups", json!({"name": "Cases"}))
        .await
        .expect(201);
    let connections = each(owner, "/api/v1/connections", "id").await;
    let id = connections[0].as_str().expect("an id");
    let clients = format!("/api/v1/connections/{id}/oauth-clients");
    owner.post(&clients, json!({})).await.expect(201);
}

/// The path with ids of what the owner has, by the lists that hold it.
async fn real(route: &Route, owner: &Client, known: &mut BTreeMap<String, String>) -> String {
    let mut path = String::new();
    for part in route.path.split('/').skip(1) {
        if part.starts_with('{') && !known.contains_key(&path) {
            let ids = each(owner, &path, "id").await;
            let first = ids.first().and_then(|id| id.as_str());
            let first = first.unwrap_or_else(|| panic!("nothing is in {path}"));
            known.insert(path.clone(), first.to_owned());
        }
        let part = known
            .get(&path)
            .filter(|_| part.starts_with('{'))
            .map_or(part, String::as_str);
        path = format!("{path}/{part}");
    }
    path
}

/// All that the asker sees but the id of the request.
async fn answer(route: &Route, client: &Client, path: &str) -> String {
    let body = route.least_body();
    let answer = client
        .send(
            route.method.clone(),
            &format!("{path}{}", route.asked),
            &route.headers(),
            body,
        )
        .await;
    assert_eq!(
        answer.status.as_u16(),
        404,
        "{} {path}: {}",
        route.method,
        answer.text
    );
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    let id = answer.json()["request_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    format!("{}\n{}", headers.join("\n"), answer.text.replace(&id, "…"))
}

stories! {
    async fn every_foreign_id_is_answered_as_a_random_one(app: &App) {
        let owner = app.client(TokenRole::Owner).await.below("");
        furnish(app, &owner).await;
        let stranger = app.stranger_with(TokenRole::Owner).await.below("");
        let (mut known, mut asked) = (BTreeMap::new(), 0);
        for route in admin_routes(&owner).await.iter().filter(|route| route.has_id()) {
            let foreign = real(route, &owner, &mut known).await;
            let random = route.with(|_| NOBODY.to_owned());
            let of_foreign = answer(route, &stranger, &foreign).await;
            let of_random = answer(route, &stranger, &random).await;
            assert_eq!(of_foreign, of_random, "{} {}", route.method, route.path);
            asked += 1;
        }
        assert!(asked >= 20, "{asked} routes with ids");
        app.settle().await;
    }

    async fn what_belongs_to_a_sister_is_not_found_below_its_sister(app: &App) {
        let owner = app.client(TokenRole::Owner).await.below("");
        furnish(app, &owner).await;
        app.connection("HR", "lenient").await;
        let hooks = json!({"url": "https://crm.example.com/hook"});
        owner.post("/api/v1/webhooks", hooks).await.expect(201);
        let mut known = BTreeMap::new();
        let of_two = |route: &&Route| route.path.matches('{').count() == 2;
        for route in admin_routes(&owner).await.iter().filter(of_two) {
            let mine = real(route, &owner, &mut known).await;
            let outer = mine.split('/').take(5).collect::<Vec<_>>().join("/");
            let (list, first) = outer.rsplit_once('/').expect("an id");
            let ids = each(&owner, list, "id").await;
            let sister = ids.iter().filter_map(|id| id.as_str()).find(|id| *id != first);
            let sister = format!("{list}/{}", sister.expect("a sister"));
            let of_sister = answer(route, &owner, &mine.replace(&outer, &sister)).await;
            let id = sister.rsplit('/').next().expect("an id");
            let random = route.with(|before| if before == list { id } else { NOBODY }.to_owned());
            assert_eq!(of_sister, answer(route, &owner, &random).await, "{}", route.path);
        }
        app.settle().await;
    }
}
