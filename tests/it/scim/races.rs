//! Two requests at once: the second begins while the first has done its work and is not committed.
//! Whichever way they overlap, the end is one that they could have had one after the other.

use crate::support::{App, Client, stories};
use muster_app::provision::Caller;
use muster_app::provision::group::{DeleteGroup, PatchGroup};
use muster_app::provision::user::{CreateUser, DeleteUser, PatchUser};
use serde_json::{Value, json};

/// A directory with a group `Drivers`.
struct Scene<'a> {
    app: &'a App,
    okta: Client,
    caller: Caller,
    drivers: String,
}

impl<'a> Scene<'a> {
    async fn of(app: &'a App) -> Self {
        let okta = app.connection("Okta", "lenient").await;
        let caller = app.caller("Okta").await;
        let mut scene = Self {
            app,
            okta,
            caller,
            drivers: String::new(),
        };
        scene.drivers = scene.group("Drivers").await;
        scene
    }

    async fn group(&self, name: &str) -> String {
        let body = json!({"displayName": name});
        self.okta.post("/Groups", body).await.expect(201).id()
    }

    async fn ada(&self) -> String {
        self.okta.post("/Users", ada()).await.expect(201).id()
    }

    /// The ids of the members of a group.
    async fn members(&self, group: &str) -> Vec<String> {
        let group = self.okta.get(&format!("/Groups/{group}")).await;
        let group = group.expect(200).json();
        let members = group["members"].as_array().cloned().unwrap_or_default();
        let id = |member: &Value| member["value"].as_str().expect("an id").to_owned();
        members.iter().map(id).collect()
    }

    fn patch(&self, group: &str, operation: &Value) -> PatchGroup {
        PatchGroup {
            caller: self.caller.clone(),
            id: group.to_owned(),
            if_match: None,
            body: json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [operation],
            }),
        }
    }

    fn add(&self, group: &str, member: &str) -> PatchGroup {
        let members = json!([{"value": member}]);
        let operation = json!({"op": "add", "path": "members", "value": members});
        self.patch(group, &operation)
    }

    fn remove(&self, group: &str, member: &str) -> PatchGroup {
        let path = format!("members[value eq \"{member}\"]");
        self.patch(group, &json!({"op": "remove", "path": path}))
    }

    fn join(&self) -> CreateUser {
        CreateUser {
            caller: self.caller.clone(),
            body: ada(),
        }
    }

    /// A PATCH that gives somebody another key.
    fn renumber(&self, id: &str, key: &str) -> PatchUser {
        let operation = json!({"op": "replace", "path": "externalId", "value": key});
        PatchUser {
            caller: self.caller.clone(),
            id: id.to_owned(),
            if_match: None,
            body: json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [operation],
            }),
        }
    }

    /// Two halves of a change that forgets whom the group waits for, and waits for them again.
    fn forget_and_wait(&self, key: &str) -> (PatchGroup, PatchGroup) {
        (
            self.remove(&self.drivers, key),
            self.add(&self.drivers, key),
        )
    }

    fn leave(&self, id: &str) -> DeleteUser {
        DeleteUser {
            caller: self.caller.clone(),
            id: id.to_owned(),
            if_match: None,
        }
    }

    fn disband(&self, id: &str) -> DeleteGroup {
        DeleteGroup {
            caller: self.caller.clone(),
            id: id.to_owned(),
            if_match: None,
        }
    }

    async fn end(self) {
        self.app.settle().await;
    }
}

fn ada() -> Value {
    json!({"userName": "ada@example.com", "externalId": "ext-ada"})
}

const NOBODY: [String; 0] = [];

stories! {
    async fn who_is_deleted_while_joining_is_no_member(app: &App) {
        let scene = Scene::of(app).await;
        let ada = scene.ada().await;
        let (joined, left) =
            app.overlapping(scene.add(&scene.drivers, &ada), scene.leave(&ada)).await;
        joined.expect("joined");
        left.expect("left");
        assert_eq!(scene.members(&scene.drivers).await, NOBODY);
        scene.end().await;
    }

    async fn who_joins_while_being_deleted_is_no_member(app: &App) {
        let scene = Scene::of(app).await;
        let ada = scene.ada().await;
        let (left, joined) =
            app.overlapping(scene.leave(&ada), scene.add(&scene.drivers, &ada)).await;
        left.expect("left");
        let notes = joined.expect("waited for").notes;
        assert_eq!(notes, [format!("these members are not known yet: {ada}")]);
        assert_eq!(scene.members(&scene.drivers).await, NOBODY);
        scene.end().await;
    }

    async fn two_groups_never_hold_each_other(app: &App) {
        let scene = Scene::of(app).await;
        let (drivers, fleet) = (scene.drivers.clone(), scene.group("Fleet").await);
        let (down, up) =
            app.overlapping(scene.add(&fleet, &drivers), scene.add(&drivers, &fleet)).await;
        down.expect("drivers in the fleet");
        let refusal = up.expect_err("a cycle").to_string();
        assert!(refusal.contains("a group cannot be a member of itself"), "{refusal}");
        assert_eq!(scene.members(&fleet).await, [drivers.as_str()]);
        assert_eq!(scene.members(&drivers).await, NOBODY);
        scene.end().await;
    }

    async fn a_group_that_is_deleted_while_joining_is_no_member(app: &App) {
        let scene = Scene::of(app).await;
        let (drivers, fleet) = (scene.drivers.clone(), scene.group("Fleet").await);
        let (nested, gone) =
            app.overlapping(scene.add(&fleet, &drivers), scene.disband(&drivers)).await;
        nested.expect("nested");
        gone.expect("gone");
        assert_eq!(scene.members(&fleet).await, NOBODY);
        scene.end().await;
    }

    async fn a_group_that_joins_while_being_deleted_is_no_member(app: &App) {
        let scene = Scene::of(app).await;
        let (drivers, fleet) = (scene.drivers.clone(), scene.group("Fleet").await);
        let (gone, nested) =
            app.overlapping(scene.disband(&drivers), scene.add(&fleet, &drivers)).await;
        gone.expect("gone");
        nested.expect("waited for");
        assert_eq!(scene.members(&fleet).await, NOBODY);
        scene.end().await;
    }

    async fn who_arrives_while_a_group_begins_to_wait_is_a_member(app: &App) {
        let scene = Scene::of(app).await;
        let (waits, arrived) =
            app.overlapping(scene.add(&scene.drivers, "ext-ada"), scene.join()).await;
        waits.expect("waits");
        let ada = arrived.expect("arrived").person.id.to_string();
        assert_eq!(scene.members(&scene.drivers).await, [ada]);
        scene.end().await;
    }

    async fn a_group_that_begins_to_wait_while_somebody_arrives_has_them(app: &App) {
        let scene = Scene::of(app).await;
        let (arrived, waits) =
            app.overlapping(scene.join(), scene.add(&scene.drivers, "ext-ada")).await;
        waits.expect("waits");
        let ada = arrived.expect("arrived").person.id.to_string();
        assert_eq!(scene.members(&scene.drivers).await, [ada]);
        scene.end().await;
    }

    async fn who_arrives_waits_for_the_group_before_the_key(app: &App) {
        let scene = Scene::of(app).await;
        app.perform(scene.add(&scene.drivers, "ext-ada")).await.expect("waits");
        let (waits, arrived, runs) =
            app.in_between(scene.forget_and_wait("ext-ada"), scene.join()).await;
        waits.expect("waits");
        let ada = arrived.expect("arrived").person.id.to_string();
        assert_eq!(runs, 2);
        assert_eq!(scene.members(&scene.drivers).await, [ada]);
        scene.end().await;
    }

    async fn who_gets_another_key_waits_for_the_group_before_the_key(app: &App) {
        let scene = Scene::of(app).await;
        let ada = scene.ada().await;
        app.perform(scene.add(&scene.drivers, "ext-new")).await.expect("waits");
        let (waits, renumbered, runs) = app
            .in_between(scene.forget_and_wait("ext-new"), scene.renumber(&ada, "ext-new"))
            .await;
        waits.expect("waits");
        renumbered.expect("renumbered");
        assert_eq!(runs, 2);
        assert_eq!(scene.members(&scene.drivers).await, [ada]);
        scene.end().await;
    }

    async fn who_is_waited_for_no_more_joins_nothing(app: &App) {
        let scene = Scene::of(app).await;
        let waits = scene.add(&scene.drivers, "ext-ada");
        app.perform(waits).await.expect("waits");
        let (forgot, arrived) =
            app.overlapping(scene.remove(&scene.drivers, "ext-ada"), scene.join()).await;
        forgot.expect("forgot");
        arrived.expect("arrived");
        assert_eq!(scene.members(&scene.drivers).await, NOBODY);
        scene.end().await;
    }

    async fn a_directory_may_name_members_by_its_own_key_before_and_after(app: &App) {
        let scene = Scene::of(app).await;
        let before = scene.group("Before").await;
        app.perform(scene.add(&before, "ext-ada")).await.expect("waits");
        let ada = scene.ada().await;
        app.perform(scene.add(&scene.drivers, "ext-ada")).await.expect("joined");
        for group in [&before, &scene.drivers] {
            assert_eq!(scene.members(group).await, [ada.as_str()]);
            app.perform(scene.remove(group, "ext-ada")).await.expect("left");
            assert_eq!(scene.members(group).await, NOBODY);
        }
        scene.end().await;
    }
}
