//! Crowds of people, and what a request costs among them.

use super::{Answer, App};
use muster_model::ids::AccountId;
use muster_model::webhook::{Endpoint, EventFilter};
use muster_store::{Acting, Effort, StoreError, Tx, Work};

#[path = "../../bench/crowd.rs"]
mod crowd;

impl App {
    /// Many people whom a directory knows; answers their ids, sorted.
    pub(crate) async fn crowd(&self, connection: &str, size: u64) -> Vec<String> {
        self.crowd_of(self.account.id, connection, size).await
    }

    /// Many people of an account whom a directory knows; answers their ids, sorted.
    pub(crate) async fn crowd_of(
        &self,
        account: AccountId,
        connection: &str,
        size: u64,
    ) -> Vec<String> {
        let reads = self.ctx.store.read();
        let known = reads.connections().list(account).await;
        let known = known.expect("connections");
        let of = known.iter().find(|one| one.name == connection);
        let of = of.expect("a connection of this name").id;
        // Nobody is told of the crowd: a story is about what comes after.
        let endpoints = reads.endpoints().list(account).await;
        let endpoints = endpoints.expect("endpoints");
        let mut deaf = endpoints.clone();
        for endpoint in &mut deaf {
            endpoint.events = EventFilter::Some(Vec::new());
        }
        self.rewrite(deaf).await;
        let people = crowd::gather(&self.ctx.store, account, of, (0, size)).await;
        let people = people.expect("a crowd");
        self.rewrite(endpoints).await;
        people.iter().map(ToString::to_string).collect()
    }

    async fn rewrite(&self, endpoints: Vec<Endpoint>) {
        let acting = Acting::command_line();
        let written = self.ctx.store.perform(acting, Rewrite(endpoints)).await;
        written.expect("endpoints");
    }

    /// What a request costs the database: statements, rows read, rows written.
    pub(crate) async fn effort(&self, request: impl Future<Output = Answer>) -> (Effort, Answer) {
        let before = self.ctx.store.effort();
        let answer = request.await;
        (self.ctx.store.effort().since(before), answer)
    }
}

struct Rewrite(Vec<Endpoint>);

impl Work for Rewrite {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for endpoint in &self.0 {
            tx.endpoints().set(endpoint).await?;
        }
        Ok(())
    }
}
