//! From an access file and a directory to what people may do, with a real database.

use super::world::World;
use crate::access::ApplyError;
use crate::error::Kind;
use muster_model::access::guards::Barred;
use serde_json::json;

const EXAMPLE: &str = include_str!("../../../../config/access.example.toml");
const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

#[tokio::test]
async fn a_file_applied_twice_changes_nothing_the_second_time() {
    let world = World::new().await;
    assert_eq!(world.apply(EXAMPLE, true).await.unwrap().changed, 11);
    assert_eq!(world.apply(EXAMPLE, true).await.unwrap().changed, 11);
    assert_eq!(world.apply(EXAMPLE, false).await.unwrap().changed, 11);
    assert_eq!(world.apply(EXAMPLE, false).await.unwrap().changed, 0);
    assert_eq!(world.stale().await, 0);
}

#[tokio::test]
async fn a_preview_says_what_applying_does() {
    let world = World::new().await;
    let ada = world.push("ada", json!({})).await.unwrap();
    world.group("Fleet-Chicago", &[ada]).await;
    let preview = world.apply(EXAMPLE, true).await.unwrap();
    insta::assert_json_snapshot!(preview.people, @r#"
    [
      {
        "person_id": "00000000-0000-0000-0000-0000000003fd",
        "name": "ada@example.com",
        "before": {
          "role": null,
          "workspaces": [],
          "fleet": "none",
          "options": [],
          "status": "invited"
        },
        "after": {
          "role": null,
          "workspaces": [
            "Yard"
          ],
          "fleet": [
            "Chicago"
          ],
          "options": [],
          "status": "invited"
        },
        "permissions": {
          "gained": [],
          "lost": []
        }
      }
    ]
    "#);
    assert_eq!(world.access(ada).await["fleet"], json!("none"));

    assert_eq!(world.apply(EXAMPLE, false).await.unwrap(), preview);
    assert_eq!(world.access(ada).await["fleet"], json!(["Chicago"]));
}

#[tokio::test]
async fn every_value_names_the_chain_that_leads_to_it() {
    let world = World::new().await;
    world.apply(EXAMPLE, false).await.unwrap();
    let extension =
        json!({EXTENSION: {"role": "Viewer", "workspaces": "Office", "fleetGroups": "Midwest"}});
    let ada = world.push("ada", extension).await.unwrap();
    world.group("Fleet-Chicago", &[ada]).await;
    let by_rule =
        "rule:00000000-0000-0000-0000-000000000403@group:00000000-0000-0000-0000-00000000041d";
    let chain = ["Okta", "Fleet-Chicago", "Chicago drivers"];
    let expected = json!({
        "status": "invited",
        "sees_nothing": false,
        "role": "Viewer",
        "workspaces": ["Office", "Yard"],
        "fleet": ["Chicago", "Midwest"],
        "options": [],
        "record_sets": {},
        "visibility": "all",
        "permissions": ["notifications.*", "people.view", "records.view", "reports.view"],
        "because": {
            "role": [{"value": "Viewer", "source": "scim:role", "via": ["Okta"]}],
            "workspaces": [
                {"value": "Office", "source": "scim:workspaces", "via": ["Okta"]},
                {"value": "Yard", "source": by_rule, "via": chain},
            ],
            "fleet": [
                {"value": "Chicago", "source": "scim:fleetGroups", "via": ["Okta", "Midwest"]},
                {"value": "Chicago", "source": by_rule, "via": chain},
                {"value": "Midwest", "source": "scim:fleetGroups", "via": ["Okta"]},
            ],
            "options": [],
        },
    });
    assert_eq!(world.access(ada).await, expected);
}

#[tokio::test]
async fn leaving_a_group_takes_back_only_what_it_gave() {
    let world = World::new().await;
    world.apply(EXAMPLE, false).await.unwrap();
    let extension = json!({EXTENSION: {"workspaces": "Office"}});
    let ada = world.push("ada", extension).await.unwrap();
    world.group("Fleet-Chicago", &[ada]).await;
    assert_eq!(
        world.access(ada).await["workspaces"],
        json!(["Office", "Yard"])
    );
    world
        .apply("prune = true\nworkspaces = [\"Office\"]", false)
        .await
        .unwrap();
    let access = world.access(ada).await;
    assert_eq!(access["workspaces"], json!(["Office"]));
    assert_eq!(access["fleet"], json!("none"));
}

#[tokio::test]
async fn an_unknown_name_beside_a_known_one_gives_nothing_and_holds_nobody_up() {
    let world = World::new().await;
    world.apply(EXAMPLE, false).await.unwrap();
    let extension = json!({EXTENSION: {"workspaces": "Moon; Yard"}});
    let ada = world.push("ada", extension).await.unwrap();
    assert_eq!(world.access(ada).await["workspaces"], json!(["Yard"]));
}

#[tokio::test]
async fn a_role_in_use_is_not_removed() {
    let world = World::new().await;
    world.apply(EXAMPLE, false).await.unwrap();
    let extension = json!({EXTENSION: {"role": "yard-technician"}});
    let ada = world.push("ada", extension).await.unwrap();
    let refused = world.apply("prune = true", false).await.unwrap_err();
    assert!(matches!(
        refused,
        ApplyError::Barred(Barred::RoleInUse { .. })
    ));
    assert_eq!(
        (refused.kind(), refused.code()),
        (Kind::Conflict, "access.role_in_use")
    );
    insta::assert_snapshot!(refused, @r#"role "yard-technician" is in use (1 of the people have it) and cannot be removed: say which role takes its place (`DELETE /api/v1/roles/ID?move_to=OTHER`), or take it from them first"#);
    assert_eq!(world.access(ada).await["role"], json!("Yard technician"));
}

#[tokio::test]
async fn many_people_are_in_force_at_once_and_compiled_soon_after() {
    let world = World::new().await;
    let mut people = Vec::new();
    for n in 0..205 {
        people.push(world.push(&format!("p{n}"), json!({})).await.unwrap());
    }
    let everybody = "[[rule]]\nname = \"all\"\nwhen = 'userName pr'\nthen.workspaces = \"all\"\n";
    let applied = world.apply(everybody, false).await.unwrap();
    assert_eq!(applied.people.len(), 205);
    assert_eq!(world.stale().await, 205);
    assert_eq!(world.access(people[204]).await["workspaces"], json!("all"));
    assert_eq!(world.work_off().await, [200, 5]);
    assert_eq!(world.stale().await, 0);

    // No rule looks at groups yet: nobody's access can differ.
    world.group("Nobody asks", &people).await;
    assert_eq!(world.stale().await, 0);
    let dispatch = "[[rule]]\nname = \"Dispatch\"\nwhen = 'groups.display eq \"Dispatch\"'\nthen.fleet = \"entire\"\n";
    world.apply(dispatch, false).await.unwrap();
    assert_eq!(world.work_off().await, [200, 5]);
    world.group("Dispatch", &people).await;
    assert_eq!(world.stale().await, 205);
    assert_eq!(world.work_off().await, [200, 5]);
    assert_eq!(world.access(people[0]).await["workspaces"], json!("all"));
}
