//! A database with one account, and a browser without JavaScript.

use super::super::routes;
use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use muster_app::ctx::Ctx;
use muster_app::ports::{
    Attempted, Boxed, Mail, MailError, Mailer, Message, Random, WebhookSender,
};
use muster_model::account::Account;
use muster_model::change::Revision;
use muster_model::clock::{Clock, Timestamp};
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, Ids, InvitationId, PersonId};
use muster_model::people::{Address, Invitation, NewPerson, Person, Profile, Reach, UserName};
use muster_model::secret::{Purpose, SecretKey};
use muster_store::{Acting, Portrait, Runtime, Store, StoreError, StoreSettings, Tx, Work};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

/// The account of the stories, and another one of the same deployment.
pub(super) const ACME: AccountId = AccountId(Uuid::from_u128(0xacce));
pub(super) const OTHER: AccountId = AccountId(Uuid::from_u128(0xacc2));

/// 22 November 2026, 09:30 UTC.
const NOW: i64 = 1_795_339_800_000_000;

pub(super) struct Site {
    pub(super) ctx: Ctx,
    pub(super) clock: Arc<TestClock>,
    _folder: TempDir,
}

/// What a browser got.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: String,
    pub(super) body: String,
}

pub(super) struct TestClock(AtomicI64);

impl TestClock {
    pub(super) fn forward(&self, time: std::time::Duration) {
        let micros = i64::try_from(time.as_micros()).unwrap();
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

struct Counting(AtomicU64);

impl Ids for Counting {
    fn next(&self) -> Uuid {
        Uuid::from_u128(0x1000 + u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }
}

struct Outside;

impl Random for Outside {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(7);
    }
}

impl Mailer for Outside {
    fn send<'a>(&'a self, _: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        Box::pin(async { Err(MailError::Later("no mail leaves a page".to_owned())) })
    }
}

impl WebhookSender for Outside {
    fn post<'a>(&'a self, _: &'a Message) -> Boxed<'a, Attempted> {
        Box::pin(std::future::pending())
    }
}

impl Portrait for Outside {
    fn person(&self, person: &Person, _: Option<ConnectionId>) -> Value {
        json!({"id": person.id})
    }

    fn group(&self, group: &Group) -> Value {
        json!({"id": group.id})
    }
}

impl Site {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/muster.db", folder.path().display());
        let clock = Arc::new(TestClock(AtomicI64::new(NOW)));
        let ids: Arc<dyn Ids> = Arc::new(Counting(AtomicU64::new(0)));
        let runtime = Runtime {
            clock: Arc::<TestClock>::clone(&clock),
            ids: Arc::clone(&ids),
            portrait: Arc::new(Outside),
        };
        let store = Store::open(StoreSettings::new(url), runtime).await.unwrap();
        store.migrate().await.unwrap();
        store.perform(Acting::system(), Accounts).await.unwrap();
        let ctx = Ctx {
            store,
            clock: Arc::<TestClock>::clone(&clock),
            ids,
            random: Arc::new(Outside),
            key: SecretKey::new([1; 32]),
            public_url: "https://muster.example.com/".parse().unwrap(),
            most_looked_at: 200_000,
            mailer: Arc::new(Outside),
            webhooks: Arc::new(Outside),
        };
        Self {
            ctx,
            clock,
            _folder: folder,
        }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("host", "evil.example.com");
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.ask(request.unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let router: Router = routes::<Ctx>().with_state(self.ctx.clone());
        let answer = router.oneshot(request).await.unwrap();
        let headers: Vec<String> = answer
            .headers()
            .iter()
            .filter(|(name, _)| *name != "content-length")
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            headers: headers.join("\n"),
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// Invites somebody and answers the path of the mailed link.
    pub(super) async fn invited(&self, account: AccountId, name: &str) -> String {
        self.invited_as(account, name, None).await
    }

    /// Invites somebody whose user name a directory chose.
    pub(super) async fn invited_as(
        &self,
        account: AccountId,
        name: &str,
        username: Option<&str>,
    ) -> String {
        let work = Invite {
            account,
            name: name.to_owned(),
            username: username.map(str::to_owned),
        };
        let id = self
            .ctx
            .store
            .perform(Acting::system(), work)
            .await
            .unwrap();
        let code = self.ctx.key.link_code(Purpose::Invitation, id.0, 1);
        format!("/activate/{code}")
    }

    /// Invites somebody and lets them join with the user name and this password.
    pub(super) async fn joined(&self, account: AccountId, name: &str) -> Person {
        let path = self.invited(account, name).await;
        let form = format!("username={name}&password=correct+horse");
        assert_eq!(self.post(&path, &form).await.status, StatusCode::OK);
        self.person(account, name).await
    }

    pub(super) async fn person(&self, account: AccountId, name: &str) -> Person {
        let reads = self.ctx.store.read();
        let person = reads.people().by_user_name(account, name).await.unwrap();
        person.unwrap()
    }

    /// Changes a person as a directory would.
    pub(super) async fn change(
        &self,
        person: PersonId,
        what: fn(&mut Revision<Person>, Timestamp),
    ) {
        let work = ChangePerson { person, what };
        self.ctx
            .store
            .perform(Acting::system(), work)
            .await
            .unwrap();
    }
}

struct Accounts;

impl Work for Accounts {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for (id, slug, name) in [(ACME, "acme", "Acme & Sons"), (OTHER, "other", "Other")] {
            let account = Account {
                id,
                slug: slug.to_owned(),
                name: name.to_owned(),
                preset: None,
                policy_version: 0,
                version: 1,
                created_at: tx.now(),
            };
            tx.accounts().insert(&account).await?;
        }
        Ok(())
    }
}

struct Invite {
    account: AccountId,
    name: String,
    username: Option<String>,
}

impl Work for Invite {
    type Output = InvitationId;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<InvitationId, StoreError> {
        let address = Address::parse(&format!("{}@example.com", self.name)).unwrap();
        let new = NewPerson {
            id: PersonId(tx.next_id()),
            account: self.account,
            profile: Profile {
                user_name: UserName::parse(&self.name).unwrap(),
                attributes: Map::new(),
            },
            link: None,
            username: self.username.clone(),
            follows: None,
        };
        let id = InvitationId(tx.next_id());
        let mut revision = Revision::<Person>::create(new, tx.now());
        revision.enable(&Reach::At(address), id, Invitation::LIFETIME, tx.now());
        let change = revision.close(tx.now()).unwrap();
        tx.people().save(change).await?;
        Ok(id)
    }
}

struct ChangePerson {
    person: PersonId,
    what: fn(&mut Revision<Person>, Timestamp),
}

impl Work for ChangePerson {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let person = tx.people().get(ACME, self.person).await?.unwrap();
        let mut revision = Revision::of(person);
        (self.what)(&mut revision, tx.now());
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}
