//! What human beings do to people: invite, disable, let a directory adopt.

use super::app::App;
use super::client::Client;
use muster_app::admin::SetConnection;
use muster_app::people::{Given, InvitePerson, invite_person};
use muster_app::provision::ProjectNext;
use muster_model::access::{Keeper, Part};
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Address;
use muster_store::{Acting, StoreError, Tx, Work};

impl App {
    /// A directory that may take over people of verified domains.
    pub(crate) async fn adopting(&self, name: &str) -> Client {
        self.adopting_as(name, "lenient").await
    }

    /// The same, with a profile.
    pub(crate) async fn adopting_as(&self, name: &str, profile: &str) -> Client {
        let client = self.connection(name, profile).await;
        self.let_adopt(name, true).await;
        client
    }

    /// Turns the adopt switch of a directory.
    pub(crate) async fn let_adopt(&self, name: &str, adopt: bool) {
        self.set(name, |work| work.adopt = Some(adopt)).await;
    }

    /// Turns the switch of a directory for what the account gives.
    pub(crate) async fn let_entitle(&self, name: &str, on: bool) {
        self.set(name, |work| work.entitlements = Some(on)).await;
    }

    /// Lays down who keeps a part of the people whom a directory knows.
    pub(crate) async fn lay_down(&self, name: &str, part: Part, keeper: Keeper) {
        self.set(name, |work| work.owns = vec![(part, keeper)])
            .await;
    }

    /// Turns switches of a directory, and brings its projected groups up to date.
    pub(crate) async fn switch(
        &self,
        name: &str,
        projection: Option<bool>,
        privileged: Option<bool>,
    ) {
        self.turn(name, projection, privileged).await;
        self.project().await;
    }

    /// Turns the switch for projected groups of a directory; no worker has come by yet.
    pub(crate) async fn switch_only(&self, name: &str, projection: Option<bool>) {
        self.turn(name, projection, None).await;
    }

    async fn turn(&self, name: &str, projection: Option<bool>, privileged: Option<bool>) {
        self.set(name, |work| {
            work.projection = projection;
            work.privileged = privileged;
        })
        .await;
    }

    async fn set(&self, name: &str, change: impl FnOnce(&mut SetConnection)) {
        let reads = self.ctx.store.read();
        let known = reads.connections().list(self.account.id).await;
        let known = known.expect("connections");
        let made = known.iter().find(|one| one.name == name);
        let mut work = SetConnection {
            connection: made.expect("the connection").id,
            profile: None,
            adopt: None,
            privileged: None,
            over_humans: None,
            owns: Vec::new(),
            projection: None,
            entitlements: None,
        };
        change(&mut work);
        let set = self.ctx.store.perform(Acting::command_line(), work).await;
        set.expect("a switch");
    }

    /// Brings projected groups up to date, as a worker does.
    pub(crate) async fn project(&self) {
        while self
            .ctx
            .store
            .perform(Acting::system(), ProjectNext)
            .await
            .expect("groups")
        {}
    }

    /// Invites somebody by hand; answers the id.
    pub(crate) async fn invite(&self, address: &str, owner: bool) -> String {
        let work = InvitePerson {
            account: self.account.id,
            address: Address::parse(address).expect("an address"),
            owner,
            given: Given::default(),
        };
        let invited = invite_person(&self.ctx, Acting::command_line(), work).await;
        invited.expect("an invitation").person.to_string()
    }

    /// A human being takes somebody's access away.
    pub(crate) async fn disable_by_hand(&self, id: &str) {
        let work = DisableByHand {
            account: self.account.id,
            person: id.parse().expect("an id"),
        };
        let done = self.ctx.store.perform(Acting::command_line(), work).await;
        done.expect("a person without access");
    }

    /// How many living people the account has.
    pub(crate) async fn head_count(&self) -> u64 {
        let reads = self.ctx.store.read();
        reads
            .people()
            .count_all(self.account.id)
            .await
            .expect("a count")
    }

    /// The deleted person whom this one follows.
    pub(crate) async fn follows(&self, id: &str) -> Option<String> {
        let reads = self.ctx.store.read();
        let id = id.parse().expect("an id");
        let person = reads.people().get(self.account.id, id).await;
        let person = person.expect("a look").expect("a person");
        person.follows.map(|id| id.to_string())
    }
}

struct DisableByHand {
    account: AccountId,
    person: PersonId,
}

impl Work for DisableByHand {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let person = tx.people().get(self.account, self.person).await?;
        let mut revision = Revision::of(person.expect("a person"));
        revision.deactivate(Actor::CommandLine).expect("no owner");
        let change = revision.close(tx.now()).expect("a change");
        tx.people().save(change).await.map(|_| ())
    }
}
