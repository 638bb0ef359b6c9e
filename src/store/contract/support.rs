//! Databases, clocks and people for the stories.

use crate::{Acting, Portrait, Runtime, Store, StoreError, StoreSettings, Tx, Work};
use muster_model::change::Revision;
use muster_model::clock::{Clock, Timestamp};
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, Ids, PersonId};
use muster_model::people::{Link, NewPerson, Person, Profile, UserName};
use muster_scim::schema::Kinds;
use sea_orm::{ConnectionTrait, Database as Connections};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// The account that every story begins with, and another one.
pub(crate) const ACME: AccountId = AccountId(Uuid::from_u128(0xacce));
pub(crate) const OTHER: AccountId = AccountId(Uuid::from_u128(0xacc2));
/// The connection of the first account.
pub(crate) const OKTA: ConnectionId = ConnectionId(Uuid::from_u128(0xc0));

/// A migrated database with two accounts and one connection.
pub(crate) struct Database {
    pub(crate) store: Store,
    pub(crate) clock: Arc<TestClock>,
    settings: StoreSettings,
    _folder: Option<TempDir>,
}

/// A clock that stands still until it is moved.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn at(micros: i64) -> Self {
        Self(AtomicI64::new(micros))
    }

    pub(crate) fn later(&self, seconds: i64) -> Timestamp {
        Timestamp(self.now().0 + seconds * 1_000_000)
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

struct CountingIds(AtomicU64);

impl Ids for CountingIds {
    fn next(&self) -> Uuid {
        Uuid::from_u128(0x1000 + u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }
}

struct PlainPortrait;

impl Portrait for PlainPortrait {
    fn person(&self, person: &Person, _: Option<ConnectionId>) -> Value {
        json!({"id": person.id, "userName": person.profile.user_name, "active": person.status.reads_active()})
    }

    fn group(&self, group: &Group) -> Value {
        json!({"id": group.id, "displayName": group.display_name})
    }
}

impl Database {
    pub(crate) async fn sqlite() -> Self {
        let database = Self::empty_sqlite().await;
        database.store.migrate().await.unwrap();
        database.furnish().await;
        database
    }

    pub(crate) async fn empty_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/muster.db", folder.path().display());
        Self::open(StoreSettings::new(url), Some(folder)).await
    }

    pub(crate) async fn postgres() -> Self {
        let mut settings = StoreSettings::new(copy_of_template().await);
        settings.connections = 8;
        let database = Self::open(settings, None).await;
        database.furnish().await;
        database
    }

    pub(crate) async fn empty_postgres() -> Self {
        Self::open(StoreSettings::new(empty_database().await), None).await
    }

    pub(crate) fn url(&self) -> &str {
        &self.settings.url
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn execute(&self, sql: &str) {
        let connection = Connections::connect(self.url()).await.unwrap();
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Makes every open connection of a PostgreSQL pool read-only, as a failover does.
    pub(crate) async fn make_connections_read_only(&self) {
        if self.store.file().is_some() {
            return;
        }
        let readers = &self.store.opened().readers;
        let sql = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
        readers.execute_unprepared(sql).await.unwrap();
    }

    async fn open(settings: StoreSettings, folder: Option<TempDir>) -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(1_000_000_000)));
        let store = Self::store(settings.clone(), &clock, 0).await;
        Self {
            store,
            clock,
            settings,
            _folder: folder,
        }
    }

    /// A second process on the same database.
    pub(crate) async fn another_process(&self) -> Store {
        Self::store(self.settings.clone(), &self.clock, 1_000_000).await
    }

    /// The same database under other settings.
    pub(crate) async fn with(&self, change: impl FnOnce(&mut StoreSettings)) -> Store {
        let mut settings = self.settings.clone();
        change(&mut settings);
        Self::store(settings, &self.clock, 2_000_000).await
    }

    pub(crate) async fn store(
        settings: StoreSettings,
        clock: &Arc<TestClock>,
        first_id: u64,
    ) -> Store {
        let runtime = Runtime {
            clock: Arc::<TestClock>::clone(clock),
            ids: Arc::new(CountingIds(AtomicU64::new(first_id))),
            portrait: Arc::new(PlainPortrait),
        };
        Store::open(settings, runtime).await.unwrap()
    }

    async fn furnish(&self) {
        self.store.perform(acting(), Furnish).await.unwrap();
    }

    /// How many rows of a table meet a condition.
    pub(crate) async fn count(&self, table: &str, condition: &str) -> i64 {
        let reads = self.store.read();
        let sql = format!("SELECT count(*) AS n FROM {table} WHERE {condition}");
        let row = reads.db().one(sql, []).await.unwrap().unwrap();
        row.try_get("", "n").unwrap()
    }
}

struct Furnish;

impl Work for Furnish {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for (id, slug) in [(ACME, "acme"), (OTHER, "other")] {
            tx.db()
                .run(
                    "INSERT INTO account (id, slug, name, policy_version, created_at) \
                     VALUES ($1, $2, $2, 0, 0)",
                    [id.0.into(), slug.into()],
                )
                .await?;
        }
        tx.db()
            .run(
                "INSERT INTO connection (id, account_id, name, profile, adopt, privileged, \
                 enable_disabled, created_at) VALUES ($1, $2, 'okta', 'okta', FALSE, FALSE, FALSE, 0)",
                [OKTA.0.into(), ACME.0.into()],
            )
            .await?;
        Ok(())
    }
}

/// Everybody acts as the system here.
pub(crate) fn acting() -> Acting {
    Acting::system()
}

/// Runs a use case that must succeed.
pub(crate) async fn run<W: Work<Error = StoreError>>(store: &Store, work: W) -> W::Output {
    let outcome = store.perform(acting(), work).await;
    outcome.unwrap_or_else(|error| panic!("{error:?}"))
}

/// A new person of the first account, pushed by its connection.
pub(crate) fn a_person(id: u128, user_name: &str) -> Revision<Person> {
    let attributes = json!({
        "displayName": user_name.to_uppercase(),
        "emails": [{"value": format!("{user_name}@example.com"), "type": "work", "primary": true}],
    });
    Revision::<Person>::create(
        NewPerson {
            id: PersonId(Uuid::from_u128(id)),
            account: ACME,
            profile: Profile {
                user_name: UserName::parse(user_name).unwrap(),
                attributes: attributes.as_object().unwrap().clone(),
            },
            link: Some(Link {
                connection: OKTA,
                external_id: Some(format!("ext-{user_name}")),
                active: true,
                guest_record: None,
                created_at: Timestamp(0),
            }),
            username: None,
            follows: None,
        },
        Timestamp(1_000_000_000),
    )
}

/// Saves revisions of people as one use case.
pub(crate) struct Save(pub(crate) Vec<(u128, &'static str)>);

impl Work for Save {
    type Output = Vec<Person>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<Person>, StoreError> {
        let people = self.0.iter().map(|(id, name)| a_person(*id, name));
        let changes = people.filter_map(|person| person.close(tx.now())).collect();
        tx.people().save_all(changes).await
    }
}

/// A fresh database on the PostgreSQL server of the environment.
async fn copy_of_template() -> String {
    static TEMPLATE: OnceCell<(String, String)> = OnceCell::const_new();
    let (server, template) = TEMPLATE.get_or_init(make_template).await;
    let admin = Connections::connect(server).await.unwrap();
    let copy = unique_name(&admin).await;
    admin
        .execute_unprepared(&format!(
            "CREATE DATABASE {copy} TEMPLATE {template} STRATEGY WAL_LOG"
        ))
        .await
        .unwrap();
    admin.close().await.unwrap();
    database_url(server, &copy)
}

fn server() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "the contract suite is told by its environment which server it may use"
    )]
    let server = std::env::var("MUSTER_TEST_POSTGRES_URL").expect(
        "MUSTER_TEST_POSTGRES_URL must name a PostgreSQL server on which databases may be made, \
         such as postgres://postgres@127.0.0.1:5432/postgres; tests/run starts one",
    );
    server
}

/// A new database without tables.
async fn empty_database() -> String {
    let server = server();
    let admin = Connections::connect(&server).await.unwrap();
    let name = unique_name(&admin).await;
    let create = format!("CREATE DATABASE {name}");
    admin.execute_unprepared(&create).await.unwrap();
    admin.close().await.unwrap();
    database_url(&server, &name)
}

async fn make_template() -> (String, String) {
    let server = server();
    let admin = Connections::connect(&server).await.unwrap();
    let template = unique_name(&admin).await;
    admin
        .execute_unprepared(&format!("CREATE DATABASE {template}"))
        .await
        .unwrap();
    admin.close().await.unwrap();
    let settings = StoreSettings::new(database_url(&server, &template));
    let clock = Arc::new(TestClock(AtomicI64::new(0)));
    let store = Database::store(settings, &clock, 0).await;
    store.migrate().await.unwrap();
    store.close().await;
    (server, template)
}

async fn unique_name(admin: &sea_orm::DatabaseConnection) -> String {
    let statement = sea_orm::Statement::from_string(
        sea_orm::DbBackend::Postgres,
        "SELECT 'muster_' || replace(gen_random_uuid()::text, '-', '') AS name",
    );
    let row = admin.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "name").unwrap()
}

/// The same server, another database.
fn database_url(server: &str, database: &str) -> String {
    let (path, query) = server.split_once('?').map_or((server, ""), |(p, q)| (p, q));
    let host = path.rsplit_once('/').unwrap().0;
    format!("{host}/{database}?{query}")
}

/// A schema that an account adds to Group.
pub(crate) const COSTS: &str = "urn:example:params:scim:schemas:extension:costs:2.0:Group";

/// The resource types of an account whose groups have a cost centre, a budget and labels.
pub(crate) fn with_costs() -> Kinds {
    let attribute = |name: &str, kind: &str, many: bool| {
        json!({"name": name, "type": kind, "multiValued": many, "description": name,
            "mutability": "readWrite", "returned": "default", "uniqueness": "none"})
    };
    let attributes = [
        attribute("costCentre", "string", false),
        attribute("budget", "integer", false),
        attribute("labels", "string", true),
    ];
    let document = json!({"id": COSTS, "name": "Costs", "description": "Who pays.",
        "attributes": attributes});
    Kinds::of([("Group", false, &document)])
}
