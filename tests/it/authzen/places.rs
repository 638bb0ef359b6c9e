//! An entity type says which places its records have: leaving one out of a question opens nothing.

use super::asking::{application, ask, joined, question, verdict};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// Boats lie in a workspace, cranes stand in a fleet group, barges have both, rafts neither.
const HARBOURS: &str = r#"
workspaces = ["North", "South"]

[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text" }
places = ["workspace"]

[[entity]]
name = "crane"
module = "boats"
places = ["fleet_group"]

[[entity]]
name = "barge"
module = "boats"
places = ["fleet_group", "workspace"]

[[entity]]
name = "raft"
module = "boats"

[[fleet_group]]
name = "Harbour"

[[fleet_group]]
name = "North quay"
parent = "Harbour"

[[fleet_group]]
name = "Docks"

[[role]]
slug = "sailor"
name = "Sailor"
permissions = ["boats.*"]

[[record_set]]
name = "Open"
types.boat = { view = "status eq \"open\" or id eq \"b-7\"" }
"#;

/// Ada has the north and the harbour, max everything, nil nothing.
struct Crew {
    ada: String,
    max: String,
    nil: String,
}

async fn crew(app: &App, admin: &Client) -> Crew {
    app.apply(HARBOURS).await;
    let okta = app.connection("Okta", "lenient").await;
    let hired = async |name: &str, given: Value| {
        let id = joined(app, &okta, name).await;
        let path = format!("/people/{id}/grants");
        admin.put(&path, given).await.expect(200);
        id
    };
    Crew {
        ada: hired(
            "ada",
            json!({"role": "sailor", "workspaces": ["North"], "fleet": ["Harbour"]}),
        )
        .await,
        max: hired(
            "max",
            json!({"role": "sailor", "workspaces": "all", "fleet": "entire"}),
        )
        .await,
        nil: hired("nil", json!({"role": "sailor", "fleet": "none"})).await,
    }
}

/// The same record for the admin API.
fn record(action: &str, resource: &Value) -> Value {
    let mut properties = resource["properties"].clone();
    let mut asked =
        json!({"action": action, "record": {"type": resource["type"], "id": resource["id"]}});
    for place in ["workspace", "fleet_group"] {
        if let Some(said) = properties.as_object_mut().and_then(|all| all.remove(place)) {
            asked[place] = said;
        }
    }
    asked["record"]["attributes"] = properties;
    asked
}

stories! {
    async fn a_place_left_out_opens_nothing(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let crew = crew(app, &admin).await;
        let application = application(app).await;
        for (kind, said, told) in [
            // What ada, max and nil are told.
            ("boat", json!({}), ["attribute", "yes", "workspace"]),
            ("boat", json!({"workspace": null}), ["workspace", "yes", "workspace"]),
            ("boat", json!({"workspace": "North"}), ["yes", "yes", "workspace"]),
            ("boat", json!({"workspace": "South"}), ["workspace", "yes", "workspace"]),
            ("boat", json!({"workspace": "Nowhere"}), ["workspace", "workspace", "workspace"]),
            ("boat", json!({"workspace": "North", "fleet_group": "Docks"}), ["fleet", "yes", "workspace"]),
            ("crane", json!({}), ["attribute", "yes", "fleet"]),
            ("crane", json!({"fleet_group": null}), ["fleet", "yes", "fleet"]),
            ("crane", json!({"fleet_group": "north quay"}), ["yes", "yes", "fleet"]),
            ("crane", json!({"fleet_group": "Docks"}), ["fleet", "yes", "fleet"]),
            ("barge", json!({}), ["attribute", "yes", "workspace"]),
            ("barge", json!({"workspace": "North"}), ["attribute", "yes", "workspace"]),
            ("barge", json!({"fleet_group": "Harbour"}), ["attribute", "yes", "workspace"]),
            ("barge", json!({"workspace": "North", "fleet_group": null}), ["fleet", "yes", "workspace"]),
            ("barge", json!({"workspace": null, "fleet_group": "Harbour"}), ["workspace", "yes", "workspace"]),
            ("barge", json!({"workspace": "North", "fleet_group": "Harbour"}), ["yes", "yes", "workspace"]),
            // Of two places the first that fails is told, also where the other one does not exist.
            ("boat", json!({"workspace": "South", "fleet_group": "Nowhere"}), ["workspace", "fleet", "workspace"]),
            ("boat", json!({"fleet_group": "Nowhere"}), ["attribute", "fleet", "workspace"]),
            ("barge", json!({"workspace": "North", "fleet_group": "Nowhere"}), ["fleet", "fleet", "workspace"]),
            ("raft", json!({"fleet_group": "Nowhere"}), ["fleet", "fleet", "fleet"]),
            // A type that has no places is asked for none.
            ("raft", json!({}), ["yes", "yes", "yes"]),
            ("raft", json!({"workspace": null}), ["yes", "yes", "yes"]),
            ("raft", json!({"workspace": "South"}), ["workspace", "yes", "workspace"]),
        ] {
            let resource = json!({"type": kind, "id": "r-1", "properties": said});
            for (who, told) in [&crew.ada, &crew.max, &crew.nil].into_iter().zip(told) {
                assert_eq!(verdict(&application, &question(who, "sail", &resource)).await, told, "{who} {resource}");
                if said["workspace"] == "Nowhere" || said["fleet_group"] == "Nowhere" {
                    continue;
                }
                let path = format!("/people/{who}/access/check");
                let there = admin.post(&path, record("boats.sail", &resource)).await.expect(200).json();
                assert_eq!(there["failed"].as_str().unwrap_or("yes"), told, "{who} {resource}");
            }
        }
        // Without a record nothing lies anywhere.
        let path = format!("/people/{}/access/check", crew.ada);
        let bare = admin.post(&path, json!({"action": "boats.sail"})).await.expect(200).json();
        assert_eq!(bare["allowed"], true);
        app.settle().await;
        app.mailbox.take();
    }

    async fn whoever_is_told_no_for_a_place_learns_which(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let crew = crew(app, &admin).await;
        let application = application(app).await;
        for (who, said, told) in [
            (&crew.ada, json!({"workspace": "North"}), "A barge has a fleet_group, and the question does not say it: null says that there is none."),
            (&crew.ada, json!({"fleet_group": "Harbour"}), "A barge has a workspace, and the question does not say it: null says that there is none."),
            (&crew.ada, json!({"workspace": null}), "This barge is in no workspace: only who has all of them sees it."),
            (&crew.ada, json!({"workspace": "North", "fleet_group": null}), "This barge is in no fleet group: only who sees the entire fleet sees it."),
            (&crew.nil, json!({}), "The person has no workspace."),
        ] {
            let barge = json!({"type": "barge", "id": "r-1", "properties": said});
            let no = ask(&application, "/evaluation", &question(who, "view", &barge)).await.expect(200).json();
            assert_eq!(no["context"]["reason_admin"]["en"], told);
        }
        let crane = json!({"type": "crane", "id": "r-1"});
        let no = ask(&application, "/evaluation", &question(&crew.nil, "view", &crane)).await.expect(200).json();
        assert_eq!(no["context"], json!({"id": "fleet",
            "reason_admin": {"en": "The person sees no part of the fleet."},
            "reason_user": {"en": "This is in a part of the fleet that you do not see."}}));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_scope_of_records_with_places_lets_none_without_one_through(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let crew = crew(app, &admin).await;
        let scope = async |who: &str, kind: &str| {
            let path = format!("/people/{who}/scope?type={kind}");
            admin.get(&path).await.expect(200).json()
        };
        let within = |attribute: &str| json!({"attribute": attribute, "kind": "text", "op": "in"});
        let without_values = |predicate: &Value| {
            let mut predicate = predicate.clone();
            let values = predicate.as_object_mut().expect("an object").remove("values");
            (predicate, values.expect("values").as_array().expect("a list").clone())
        };
        let boats = scope(&crew.ada, "boat").await;
        // The fleet is not asked for: a boat that names no group is in every one.
        let terms = boats["predicate"]["and"].as_array().expect("terms");
        let (predicate, values) = without_values(&terms[0]);
        assert_eq!((predicate, &values[1..]), (within("workspace"), &[json!("north")][..]));
        assert_eq!(terms[1]["or"][0], json!({"not": {"attribute": "fleet_group", "kind": "text", "op": "pr"}}));
        let filter = boats["filter"].as_str().expect("a filter");
        assert!(filter.starts_with("(workspace eq ") && !filter.contains("workspace pr"), "{filter}");
        let barges = scope(&crew.ada, "barge").await;
        let terms = barges["predicate"]["and"].as_array().expect("terms");
        assert_eq!(without_values(&terms[0]).0, within("workspace"));
        assert_eq!(without_values(&terms[1]).0, within("fleet_group"));
        for kind in ["boat", "crane", "barge", "raft"] {
            assert_eq!(scope(&crew.max, kind).await["reach"], "all", "{kind}");
        }
        for (kind, failed) in [("boat", json!("workspace")), ("crane", json!("fleet")), ("barge", json!("workspace"))] {
            let none = scope(&crew.nil, kind).await;
            assert_eq!((&none["reach"], &none["failed"]), (&json!("none"), &failed), "{kind}");
        }
        assert_eq!(scope(&crew.nil, "raft").await["reach"], "some");
        app.settle().await;
        app.mailbox.take();
    }

    async fn searches_look_at_places_as_decisions_do(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let crew = crew(app, &admin).await;
        let application = application(app).await;
        let found = async |path: &str, question: Value| {
            let answer = ask(&application, path, &question).await.expect(200).json();
            let results = answer["results"].as_array().expect("results").iter();
            let names = results.map(|one| one["id"].as_str().or(one["name"].as_str()).expect("a name").to_owned());
            names.collect::<Vec<_>>()
        };
        for (said, who) in [
            (json!({}), vec![&crew.max]),
            (json!({"workspace": null}), vec![&crew.max]),
            (json!({"workspace": "North"}), vec![&crew.ada, &crew.max]),
        ] {
            let boat = json!({"type": "boat", "id": "b-7", "properties": said});
            let of = |subject: &str| question(subject, "boats.view", &boat);
            assert_eq!(found("/search/subject", of("ignored")).await.iter().collect::<Vec<_>>(), who, "{boat}");
            let of_ada = who.contains(&&crew.ada);
            let mut boats = of(&crew.ada);
            boats["resource"].as_object_mut().expect("an object").remove("id");
            assert_eq!(found("/search/resource", boats).await, if of_ada { vec!["b-7"] } else { vec![] }, "{boat}");
            let actions = if of_ada { vec!["boats.sail", "boats.view"] } else { vec![] };
            assert_eq!(found("/search/action", of(&crew.ada)).await, actions, "{boat}");
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn places_are_laid_down_with_the_type(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let crew = crew(app, &admin).await;
        let shown = async || {
            let modules = admin.get("/modules").await.expect(200).json();
            let entities = modules["entities"].as_array().expect("entities").clone();
            let places = entities.iter().map(|one| format!("{} {}", one["name"].as_str().expect("a name"), one["places"]));
            places.collect::<Vec<_>>()
        };
        assert_eq!(shown().await, ["barge [\"workspace\",\"fleet_group\"]", "boat [\"workspace\"]", "crane [\"fleet_group\"]", "raft null", "record null"]);
        let raft = json!({"type": "raft", "id": "r-1"});
        let application = application(app).await;
        assert_eq!(verdict(&application, &question(&crew.nil, "view", &raft)).await, "yes");
        let placed = "[[entity]]\nname = \"raft\"\nmodule = \"boats\"\nplaces = [\"workspace\"]\n";
        app.apply(placed).await;
        assert_eq!(verdict(&application, &question(&crew.nil, "view", &raft)).await, "workspace");
        assert_eq!(shown().await[3], "raft [\"workspace\"]");
        app.settle().await;
        app.mailbox.take();
    }
}
