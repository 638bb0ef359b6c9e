//! A whole Muster: real router, real database, a world that a story can look into.

use super::client::Client;
use super::clock::{CountedIds, CountedRandom, FixedClock, SlowClock};
use super::database::{Engine, fresh};
use super::world::{Mailbox, Sink};
use axum::{Extension, Router};
use muster_app::access::{Applied, ApplyAccess, ApplyError, Preset};
use muster_app::admin::{CreateAccount, CreateApiToken, CreateConnection};
use muster_app::auth::Authenticator;
use muster_app::ctx::Ctx;
use muster_app::log::RequestLogSender;
use muster_app::mail;
use muster_app::provision::portrait::ScimPortrait;
use muster_app::webhooks::{Created, NewEndpoint, WebhookError, create_endpoint, deliver_once};
use muster_model::account::Account;
use muster_model::clock::Clock;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use muster_model::secret::SecretKey;
use muster_model::webhook::{EventFilter, MessageFormat};
use muster_scim::profile::Profile;
use muster_store::{Acting, Runtime, Store, StoreSettings};
use muster_web::layers::{Limiter, Peer};
use muster_web::state::{TokenTerms, WebState};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, Statement};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use url::Url;
use uuid::Uuid;

/// After which number a second server counts its ids.
const SECOND_SERVER: u64 = 1 << 40;

const HOOK: &str = "https://hooks.example.com/muster";

/// A whole Muster in one story.
pub(crate) struct App {
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) sink: Arc<Sink>,
    pub(crate) ctx: Ctx,
    pub(crate) account: Account,
    pub(crate) log: RequestLogSender,
    clock: Arc<FixedClock>,
    router: Router,
    state: WebState,
    pub(super) database: String,
    pub(super) folder: TempDir,
}

impl App {
    /// Starts on an empty database, with the account `default` and one subscriber of everything.
    pub(crate) async fn start(engine: Engine) -> Self {
        let (database, folder) = fresh(engine).await;
        let clock = Arc::new(FixedClock::new());
        let (mailbox, sink) = (Arc::new(Mailbox::default()), Arc::new(Sink::default()));
        let ctx = context(&database, &clock, (&mailbox, &sink), 0).await;
        let work = CreateAccount {
            slug: "default".to_owned(),
            name: "Acme".to_owned(),
            preset: None,
            owner: None,
        };
        let (account, _) = ctx
            .store
            .perform(Acting::command_line(), work)
            .await
            .expect("an account");
        let log = RequestLogSender::default();
        let state = web_state(&ctx, &log);
        let router = muster_web::router(state.clone());
        let app = Self {
            mailbox,
            sink,
            ctx,
            account,
            log,
            clock,
            router,
            state,
            database,
            folder,
        };
        app.subscribe(HOOK, "*").await;
        app
    }

    /// A directory of the account.
    pub(crate) async fn connection(&self, name: &str, profile: &str) -> Client {
        self.connection_of(self.account.id, name, profile).await
    }

    /// A directory of another account.
    pub(crate) async fn connection_of(
        &self,
        account: AccountId,
        name: &str,
        profile: &str,
    ) -> Client {
        let profile: Profile = profile.parse().expect("a profile");
        let year = Duration::from_hours(24 * 365);
        let work = CreateConnection::new(&self.ctx, account, name.to_owned(), profile, year);
        let made = self
            .ctx
            .store
            .perform(Acting::command_line(), work)
            .await
            .expect("a connection");
        Client::new(
            self.router.clone(),
            "/scim/v2",
            Some(made.bearer.reveal().to_owned()),
        )
    }

    /// The same client at a second server with the same key on the same database.
    pub(crate) async fn twin(&self, client: &Client) -> Client {
        let [twin] = self.twins([client]).await;
        twin
    }

    /// The same for several, at one second server: two would count the same ids.
    pub(crate) async fn twins<const N: usize>(&self, clients: [&Client; N]) -> [Client; N] {
        let world = (&self.mailbox, &self.sink);
        let ctx = context(&self.database, &self.clock, world, SECOND_SERVER).await;
        let state = web_state(&ctx, &RequestLogSender::default());
        let router = muster_web::router(state);
        clients.map(|client| client.at(router.clone()))
    }

    /// The same client before a door that lets so many requests in a second, and so many at once.
    pub(crate) fn limited(&self, client: &Client, rate: u32, burst: u32) -> Client {
        let state = WebState {
            limiter: Limiter::new(rate, burst).map(Arc::new),
            ..self.state.clone()
        };
        client.at(muster_web::router(state))
    }

    /// The same client at a server that it reaches from this address, and that lets so many requests
    /// in a second, and so many at once.
    pub(crate) fn limited_from(
        &self,
        client: &Client,
        address: [u8; 4],
        door: &Arc<Limiter>,
    ) -> Client {
        let state = WebState {
            limiter: Some(Arc::clone(door)),
            ..self.state.clone()
        };
        let peer = Extension(Peer(address.into()));
        client.at(muster_web::router(state).layer(peer))
    }

    /// A look at the rows themselves.
    pub(crate) async fn database(&self) -> DatabaseConnection {
        Database::connect(&self.database).await.expect("a database")
    }

    /// What the audit trail has about this subject, oldest first.
    pub(crate) async fn traces(&self, subject: &str) -> Vec<String> {
        let database = Database::connect(&self.database).await.expect("a database");
        let sql = "SELECT difference, subject_id FROM audit ORDER BY id";
        let statement = Statement::from_string(database.get_database_backend(), sql);
        let rows = database.query_all_raw(statement).await.expect("rows");
        let of_subject = rows.iter().filter_map(|row| {
            let id: Uuid = row.try_get("", "subject_id").expect("an id");
            let difference: String = row.try_get("", "difference").expect("a difference");
            (id.to_string() == subject).then_some(difference)
        });
        of_subject.collect()
    }

    /// The same client at a server whose clock goes on by a second whenever it is looked at.
    pub(crate) fn slow(&self, client: &Client) -> Client {
        let mut state = self.state.clone();
        state.ctx.clock = Arc::new(SlowClock(Arc::<FixedClock>::clone(&self.clock)));
        client.at(muster_web::router(state))
    }

    /// The same client at a server that gives an answer no time at all.
    pub(crate) fn hasty(&self, client: &Client) -> Client {
        let state = WebState {
            request_timeout: Duration::ZERO,
            ..self.state.clone()
        };
        client.at(muster_web::router(state))
    }

    /// The same client at a server that looks at no more than so many where no index answers.
    pub(crate) fn looking_at(&self, client: &Client, most: u64) -> Client {
        let mut state = self.state.clone();
        state.ctx.most_looked_at = most;
        client.at(muster_web::router(state))
    }

    /// A client of the admin API.
    pub(crate) async fn admin(&self) -> Client {
        self.client(TokenRole::Viewer).await
    }

    /// A client of the admin API whose token has this role.
    pub(crate) async fn client(&self, role: TokenRole) -> Client {
        self.admin_of(self.account.id, role).await
    }

    /// A client of the admin API of another account.
    pub(crate) async fn stranger(&self) -> Client {
        self.stranger_with(TokenRole::Viewer).await
    }

    /// A client of the admin API of another account, whose token has this role.
    pub(crate) async fn stranger_with(&self, role: TokenRole) -> Client {
        let work = CreateAccount {
            slug: "other".to_owned(),
            name: "Other".to_owned(),
            preset: None,
            owner: None,
        };
        let acting = Acting::command_line();
        let made = self.ctx.store.perform(acting, work).await;
        let (account, _) = made.expect("another account");
        self.admin_of(account.id, role).await
    }

    /// An account of a product.
    pub(crate) async fn product(&self, slug: &str, preset: Preset) -> AccountId {
        let work = CreateAccount {
            slug: slug.to_owned(),
            name: "Product".to_owned(),
            preset: Some(preset),
            owner: None,
        };
        let made = self.ctx.store.perform(Acting::command_line(), work).await;
        made.expect("an account").0.id
    }

    /// A client of the admin API of this account, whose token has this role.
    pub(crate) async fn admin_of(&self, account: AccountId, role: TokenRole) -> Client {
        let name = "tests".to_owned();
        let work = CreateApiToken::new(&self.ctx, account, name, role);
        let made = self
            .ctx
            .store
            .perform(Acting::command_line(), work)
            .await
            .expect("a token");
        Client::new(
            self.router.clone(),
            "/api/v1",
            Some(made.bearer.reveal().to_owned()),
        )
    }

    /// Somebody with a browser and no token.
    pub(crate) fn visitor(&self) -> Client {
        Client::new(self.router.clone(), "", None)
    }

    /// Applies an access file; answers how much changed.
    pub(crate) async fn apply(&self, text: &str) -> usize {
        let applied = self.apply_to(self.account.id, text).await;
        applied.expect("an access file").changed
    }

    /// Applies an access file to an account, which may refuse it.
    pub(crate) async fn apply_to(
        &self,
        account: AccountId,
        text: &str,
    ) -> Result<Applied, ApplyError> {
        let text = text.to_owned();
        let work = ApplyAccess {
            account,
            text,
            dry_run: false,
        };
        work.run(&self.ctx, &Acting::command_line()).await
    }

    /// A subscriber.
    pub(crate) async fn subscribe(&self, url: &str, events: &str) {
        let made = self.endpoint(url, MessageFormat::Standard, events).await;
        made.expect("an endpoint");
    }

    /// A subscriber that gets messages in a form.
    pub(crate) async fn endpoint(
        &self,
        url: &str,
        format: MessageFormat,
        events: &str,
    ) -> Result<Created, WebhookError> {
        let new = NewEndpoint {
            account: self.account.id,
            url: url.to_owned(),
            format,
            events: EventFilter::parse(events).expect("event types"),
        };
        create_endpoint(&self.ctx, Acting::command_line(), new).await
    }

    /// Lets the workers do all that is due.
    pub(crate) async fn settle(&self) {
        loop {
            let done = deliver_once(&self.ctx, 100).await.expect("deliveries")
                + mail::send_once(&self.ctx, 100).await.expect("mails");
            if done == 0 {
                return;
            }
        }
    }

    /// What the subscriber of everything heard since the last look: order is kept within a subject,
    /// and there is none between subjects, so the kinds of subjects are sorted.
    pub(crate) async fn events(&self) -> Vec<String> {
        self.settle().await;
        let mut told = self.sink.take_told();
        told.sort_by_key(|told| told.split('.').next().map(str::to_owned));
        told
    }

    /// Moves the clock.
    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Moves the clock by minutes.
    pub(crate) fn advance_minutes(&self, minutes: u64) {
        self.advance(Duration::from_mins(minutes));
    }

    /// A story that leaves a mail or a delivery unhandled has not looked at it.
    pub(crate) async fn assert_nothing_is_left(&self) {
        let reads = self.ctx.store.read();
        let mails = reads.mails().open().await.expect("mails");
        let deliveries = reads.deliveries().open().await.expect("deliveries");
        assert_eq!(
            (mails, deliveries),
            (0, 0),
            "mails and deliveries that nobody handled"
        );
    }
}

fn web_state(ctx: &Ctx, log: &RequestLogSender) -> WebState {
    WebState {
        ctx: ctx.clone(),
        log: log.clone(),
        auth: Authenticator::new(ctx.clone(), Duration::ZERO),
        limiter: None,
        request_timeout: Duration::from_mins(1),
        stopping: CancellationToken::new(),
        terms: TokenTerms::default(),
        production: false,
    }
}

async fn context(
    database: &str,
    clock: &Arc<FixedClock>,
    (mailbox, sink): (&Arc<Mailbox>, &Arc<Sink>),
    last_id: u64,
) -> Ctx {
    let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(clock);
    let ids = Arc::new(CountedIds::after(last_id));
    let portrait = ScimPortrait::new(
        "https://muster.example.com/scim/v2".to_owned(),
        Arc::clone(&clock),
    );
    let runtime = Runtime {
        clock: Arc::clone(&clock),
        ids: Arc::<CountedIds>::clone(&ids),
        portrait: Arc::new(portrait),
    };
    let mut settings = StoreSettings::new(database);
    settings.connections = 4;
    let store = Store::open(settings, runtime).await.expect("a store");
    store.migrate().await.expect("a schema");
    Ctx {
        store,
        clock,
        ids,
        random: Arc::new(CountedRandom::new()),
        key: SecretKey::new([7; 32]),
        public_url: Url::parse("https://muster.example.com").expect("a URL"),
        most_looked_at: 200_000,
        mailer: Arc::<Mailbox>::clone(mailbox),
        webhooks: Arc::<Sink>::clone(sink),
    }
}
