//! Whom the filters are about: people and groups with every kind of value and of gap.

use super::people::{Spec, TEXTS, extensions, fleet, more};
use crate::support::Chance;
use crate::support::{App, Client};
use muster_app::provision::Caller;
use muster_app::provision::group::show_groups;
use muster_app::provision::user::show_users;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, GroupId, PersonId};
use muster_model::people::{NewPerson, Person};
use muster_scim::projection::Selection;
use muster_scim::schema::{Extension, Kinds, ResourceType};
use muster_store::{
    Acting, Condition, Order, Reads, StoreError, Tx, Viewer, Window, Work, groups_filter,
    people_filter,
};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// How many people there are, before some are deleted.
const PEOPLE: usize = 66;

/// A connection that asks, and what it sees.
pub(super) struct Stage<'a> {
    pub(super) app: &'a App,
    pub(super) caller: Caller,
    pub(super) viewer: Viewer,
    pub(super) of: Kind,
    /// Every resource as a GET shows it, by id.
    pub(super) shown: Vec<(Uuid, Value)>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Users,
    Groups,
}

/// A connection's people, the same with those whom it may adopt, and its groups.
pub(super) async fn stages<'a>(app: &'a App, chance: &mut Chance) -> Vec<Stage<'a>> {
    let first = app.connection("first", "lenient").await;
    let second = app.connection("second", "lenient").await;
    let reads = app.ctx.store.read();
    let known = reads.connections().list(app.account.id).await;
    let known = known.expect("connections");
    let named = |name| known.iter().find(|one| one.name == name).expect("one");
    let links = [named("first").id, named("second").id];
    let specs: Vec<Spec> = (0..PEOPLE).map(|n| Spec::new(n, &links, chance)).collect();
    for some in specs.chunks(11) {
        let account = app.account.id;
        let create = Create(account, some.to_vec());
        app.ctx
            .store
            .perform(Acting::system(), create)
            .await
            .expect("new people");
        app.advance_minutes(1);
        let changed = Change(account, some.to_vec());
        app.ctx
            .store
            .perform(Acting::system(), changed)
            .await
            .expect("other people");
    }
    let ids = groups(&specs, &first, &second, chance).await;
    let widened = Widen(app.account.id, attributes(&ids, chance));
    let widened = app.ctx.store.perform(Acting::system(), widened);
    widened.await.expect("groups");
    app.settle().await;
    let caller = Caller {
        connection: Arc::new(named("first").clone()),
        kinds: Arc::new(Kinds::with(both("User"), both("Group"))),
        request_id: None,
    };
    let plain = Viewer::of(caller.id());
    let adopting = Viewer {
        adopts: vec!["adopt.example".to_owned()],
        ..plain.clone()
    };
    let mut stages = Vec::new();
    for (viewer, of) in [
        (plain.clone(), Kind::Users),
        (adopting, Kind::Users),
        (plain, Kind::Groups),
    ] {
        let mut stage = Stage {
            app,
            caller: caller.clone(),
            viewer,
            of,
            shown: Vec::new(),
        };
        stage.shown = stage.everything().await;
        stages.push(stage);
    }
    stages
}

impl Stage<'_> {
    pub(super) fn kind(&self) -> &ResourceType {
        match self.of {
            Kind::Users => self.caller.user_type(),
            Kind::Groups => self.caller.group_type(),
        }
    }

    pub(super) fn condition(&self, filter: Option<&muster_scim::filter::Filter>) -> Condition {
        match self.of {
            Kind::Users => people_filter(filter, self.kind()),
            Kind::Groups => groups_filter(filter, self.kind()),
        }
    }

    /// The ids of one window, each with its mark.
    pub(super) async fn page(
        &self,
        condition: &Condition,
        order: &Order,
        window: &Window,
        limit: u64,
    ) -> Vec<(muster_store::Mark, Uuid)> {
        let (account, viewer) = (self.caller.account(), &self.viewer);
        let reads: Reads<'_> = self.app.ctx.store.read();
        match self.of {
            Kind::Users => {
                let finder = reads.people();
                let page = finder.page(account, viewer, condition, order, window, limit);
                let page = page.await.expect("people").into_iter();
                page.map(|(mark, person)| (mark, person.id.0)).collect()
            }
            Kind::Groups => {
                let finder = reads.groups();
                let page = finder.page(account, viewer, condition, order, window, limit);
                let page = page.await.expect("groups").into_iter();
                page.map(|(mark, group)| (mark, group.id.0)).collect()
            }
        }
    }

    /// How many there are.
    pub(super) async fn count(&self, condition: &Condition) -> u64 {
        let (account, viewer) = (self.caller.account(), &self.viewer);
        let reads: Reads<'_> = self.app.ctx.store.read();
        let count = match self.of {
            Kind::Users => reads.people().count(account, viewer, condition, None).await,
            Kind::Groups => reads.groups().count(account, viewer, condition, None).await,
        };
        count.expect("a number")
    }

    async fn everything(&self) -> Vec<(Uuid, Value)> {
        let (ctx, account) = (&self.app.ctx, self.caller.account());
        let (all, order, window) = (self.condition(None), Order::by_id(), Window::Skip(0));
        let reads = ctx.store.read();
        let whole = Selection::Everything(Vec::new());
        match self.of {
            Kind::Users => {
                let finder = reads.people();
                let page = finder.page(account, &self.viewer, &all, &order, &window, 1000);
                let people: Vec<_> = page
                    .await
                    .expect("people")
                    .into_iter()
                    .map(|(_, p)| p)
                    .collect();
                let shown = show_users(ctx, &self.caller, &people, &whole).await;
                let ids = people.iter().map(|person| person.id.0);
                ids.zip(shown.expect("users")).collect()
            }
            Kind::Groups => {
                let finder = reads.groups();
                let page = finder.page(account, &self.viewer, &all, &order, &window, 1000);
                let groups: Vec<_> = page
                    .await
                    .expect("groups")
                    .into_iter()
                    .map(|(_, g)| g)
                    .collect();
                let shown = show_groups(ctx, &self.caller, &groups, &whole).await;
                let ids = groups.iter().map(|group| group.id.0);
                ids.zip(shown.expect("groups")).collect()
            }
        }
    }
}

/// Groups of people and of groups, of one connection and of another.
async fn groups(
    specs: &[Spec],
    first: &Client,
    second: &Client,
    chance: &mut Chance,
) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (n, text) in TEXTS.iter().enumerate().take(16) {
        let client = if chance.one_in(5) { second } else { first };
        let mut members: Vec<Value> = Vec::new();
        for _ in 0..chance.below(7) {
            members.push(json!({"value": chance.pick(specs).id}));
        }
        if chance.one_in(2) && !ids.is_empty() {
            members.push(json!({"value": chance.pick(&ids)}));
        }
        let mut body = json!({"displayName": format!("{text} {n}"), "members": members});
        if chance.one_in(2) {
            body["externalId"] = json!(chance.pick(&TEXTS));
        }
        ids.push(client.post("/Groups", body).await.expect(201).id());
    }
    ids
}

/// An extension with an attribute of every type, and one whose URN begins with it.
fn both(of: &str) -> Vec<Extension> {
    vec![fleet(of), more(of)]
}

/// What groups have beside their names, twice, so that differences are written.
fn attributes(ids: &[String], chance: &mut Chance) -> Vec<(GroupId, [Map<String, Value>; 2])> {
    let (fleet, more) = (fleet("Group").schema, more("Group").schema);
    let schemas = [&fleet, &more];
    let each = ids.iter().map(|id| {
        let id = GroupId(id.parse().expect("an id"));
        (
            id,
            [extensions(&schemas, chance), extensions(&schemas, chance)],
        )
    });
    each.collect()
}

/// Groups come by their attributes.
struct Widen(AccountId, Vec<(GroupId, [Map<String, Value>; 2])>);

impl Work for Widen {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for (id, values) in &self.1 {
            for attributes in values {
                let group = tx.groups().get(self.0, *id).await?.expect("a group");
                let (name, key) = (group.display_name.clone(), group.external_id.clone());
                let mut revision = Revision::of(group);
                revision.rename(name, key, attributes.clone());
                if let Some(change) = revision.close(tx.now()) {
                    tx.groups().save(change).await?;
                }
            }
        }
        Ok(())
    }
}

/// People come with their first profile.
struct Create(AccountId, Vec<Spec>);

impl Work for Create {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let new = self.1.iter().map(|spec| NewPerson {
            id: PersonId(spec.id),
            account: self.0,
            profile: spec.first.clone(),
            link: None,
            username: spec.username.clone(),
            follows: None,
        });
        let revisions = new.map(|new| Revision::<Person>::create(new, tx.now()));
        let changes = revisions.filter_map(|new| new.close(tx.now())).collect();
        tx.people().save_all(changes).await?;
        Ok(())
    }
}

/// They change, so that differences are written; some are deleted.
struct Change(AccountId, Vec<Spec>);

impl Work for Change {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut changes = Vec::new();
        for spec in &self.1 {
            let person = tx.people().get(self.0, PersonId(spec.id)).await?;
            let mut person = person.expect("it was created");
            spec.live(&mut person);
            let mut revision = Revision::of(person);
            revision.apply(spec.second.clone());
            for link in &spec.links {
                revision.link(link.clone());
            }
            if spec.is_deleted {
                revision.delete(tx.now()).expect("no owner");
            }
            changes.extend(revision.close(tx.now()));
        }
        tx.people().save_all(changes).await?;
        Ok(())
    }
}
