//! A whole account on SQLite, with a directory that pushes people and groups into it.

use super::fixture::SeededIds;
use crate::access::{Applied, ApplyAccess, ApplyError, CompileStale, explain_access, seed_roles};
use crate::ctx::Ctx;
use crate::ports::{Attempted, Boxed, Mail, MailError, Mailer, Message, Random, WebhookSender};
use crate::provision::group::CreateGroup;
use crate::provision::portrait::ScimPortrait;
use crate::provision::user::CreateUser;
use crate::provision::{Caller, ProvisionError};
use muster_model::account::Account;
use muster_model::clock::{Clock, Timestamp};
use muster_model::connection::Connection;
use muster_model::ids::{AccountId, ConnectionId, Ids, PersonId};
use muster_model::secret::SecretKey;
use muster_store::{Acting, Runtime, Store, StoreError, StoreSettings, Tx, Work};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

pub(super) const ACME: AccountId = AccountId(Uuid::from_u128(1));

/// The surroundings of every story.
pub(super) struct World {
    pub(super) ctx: Ctx,
    pub(super) okta: Caller,
    _folder: TempDir,
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp(1_000_000_000)
    }
}

/// Nobody is written to and nothing is drawn in these stories.
struct Silence;

impl Mailer for Silence {
    fn send<'a>(&'a self, _: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        panic!("a mail was sent")
    }
}

impl WebhookSender for Silence {
    fn post<'a>(&'a self, _: &'a Message) -> Boxed<'a, Attempted> {
        panic!("a message was posted")
    }
}

impl Random for Silence {
    fn fill(&self, _: &mut [u8]) {
        panic!("randomness was asked for")
    }
}

/// Makes the account with its built-in roles, and the connection.
struct Furnish(Connection);

impl Work for Furnish {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let account = Account {
            id: ACME,
            slug: "acme".to_owned(),
            name: "Acme".to_owned(),
            preset: None,
            policy_version: 1,
            version: 1,
            created_at: tx.now(),
        };
        tx.accounts().insert(&account).await?;
        seed_roles(tx, ACME, None).await?;
        tx.connections().insert(&self.0).await
    }
}

impl World {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/muster.db", folder.path().display());
        let clock: Arc<dyn Clock> = Arc::new(Still);
        let ids: Arc<dyn Ids> = Arc::new(SeededIds::default());
        let runtime = Runtime {
            clock: Arc::clone(&clock),
            ids: Arc::clone(&ids),
            portrait: Arc::new(ScimPortrait::new(
                "http://localhost/scim/v2".to_owned(),
                Arc::clone(&clock),
            )),
        };
        let store = Store::open(StoreSettings::new(url), runtime).await.unwrap();
        store.migrate().await.unwrap();
        let connection = Connection {
            id: ConnectionId(Uuid::from_u128(2)),
            account: ACME,
            name: "Okta".to_owned(),
            profile: "lenient".to_owned(),
            adopt: false,
            privileged: false,
            ownership: muster_model::access::Ownership::default(),
            over_humans: false,
            version: 1,
            projection: false,
            entitlements: false,
            created_at: Timestamp(0),
        };
        let furnish = Furnish(connection.clone());
        store.perform(Acting::system(), furnish).await.unwrap();
        let ctx = Ctx {
            store,
            clock,
            ids,
            random: Arc::new(Silence),
            key: SecretKey::new([7; 32]),
            public_url: url::Url::parse("http://localhost").unwrap(),
            most_looked_at: 200_000,
            mailer: Arc::new(Silence),
            webhooks: Arc::new(Silence),
        };
        let okta = Caller {
            kinds: muster_scim::schema::Kinds::built_in(),
            connection: Arc::new(connection),
            request_id: None,
        };
        Self {
            ctx,
            okta,
            _folder: folder,
        }
    }

    pub(super) async fn apply(&self, text: &str, dry_run: bool) -> Result<Applied, ApplyError> {
        let apply = ApplyAccess {
            account: ACME,
            text: text.to_owned(),
            dry_run,
        };
        apply.run(&self.ctx, &Acting::command_line()).await
    }

    /// Pushes a person; more attributes may stand beside the user name.
    pub(super) async fn push(&self, name: &str, more: Value) -> Result<PersonId, ProvisionError> {
        let mut body = json!({"userName": format!("{name}@example.com")});
        let attributes = body.as_object_mut().unwrap();
        attributes.extend(more.as_object().cloned().unwrap_or_default());
        let create = CreateUser {
            caller: self.okta.clone(),
            body,
        };
        let created = self.ctx.store.perform(self.okta.acting(), create).await?;
        Ok(created.person.id)
    }

    /// Pushes a group with these members.
    pub(super) async fn group(&self, name: &str, members: &[PersonId]) {
        let members: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
        let create = CreateGroup {
            caller: self.okta.clone(),
            body: json!({"displayName": name, "members": members}),
        };
        let acting = self.okta.acting();
        self.ctx.store.perform(acting, create).await.unwrap();
    }

    /// The access as the admin API answers it.
    pub(super) async fn access(&self, id: PersonId) -> Value {
        explain_access(&self.ctx, ACME, id).await.unwrap()
    }

    /// Works off whoever is stale; answers how many there were in each go.
    pub(super) async fn work_off(&self) -> Vec<usize> {
        let mut goes = Vec::new();
        loop {
            let acting = Acting::system();
            match self.ctx.store.perform(acting, CompileStale).await.unwrap() {
                0 => return goes,
                many => goes.push(many),
            }
        }
    }

    /// How many people of whatever access are older than the policy.
    pub(super) async fn stale(&self) -> usize {
        let stale = self.ctx.store.read().access().stale_people(1_000).await;
        stale.unwrap().map_or(0, |(_, people)| people.len())
    }
}
