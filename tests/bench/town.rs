//! A Muster with a crowd in it, without a network and without workers.

use crate::{Outcome, crowd, say};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode};
use axum::serve::ListenerExt as _;
use http_body_util::BodyExt as _;
use muster::clock::SystemClock;
use muster::ids::TimeOrderedIds;
use muster::random::SystemRandom;
use muster_app::access::ApplyAccess;
use muster_app::admin::{CreateAccount, CreateApiToken, CreateConnection};
use muster_app::auth::Authenticator;
use muster_app::ctx::Ctx;
use muster_app::log::RequestLogSender;
use muster_app::ports::{Attempted, Boxed, Mail, MailError, Mailer, Message, WebhookSender};
use muster_app::provision::portrait::ScimPortrait;
use muster_model::connection::TokenRole;
use muster_model::ids::{AccountId, ConnectionId};
use muster_model::secret::SecretKey;
use muster_model::webhook::Outcome as Posted;
use muster_scim::profile::Profile;
use muster_store::{Acting, Effort, Runtime, Store, StoreSettings};
use muster_web::state::{TokenTerms, WebState};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use url::Url;

/// What one request took, and what it asked of the database.
pub(crate) type Cost = (Duration, Effort);

/// A Muster with so many users.
pub(crate) struct Town {
    ctx: Ctx,
    account: AccountId,
    router: Router,
    token: String,
    api_token: String,
    people: Vec<String>,
}

impl Town {
    /// Opens an empty database and fills it.
    pub(crate) async fn build(database: &str, users: u64) -> Outcome<Self> {
        let ctx = context(database).await?;
        Self::found(ctx, "bench", users).await
    }

    /// Another account with so many users in the same database.
    pub(crate) async fn beside(&self, slug: &str, users: u64) -> Outcome<Self> {
        Self::found(self.ctx.clone(), slug, users).await
    }

    async fn found(ctx: Ctx, slug: &str, users: u64) -> Outcome<Self> {
        let work = CreateAccount {
            slug: slug.to_owned(),
            name: "Bench".to_owned(),
            preset: None,
            owner: None,
        };
        let acting = Acting::command_line;
        let (account, _) = ctx.store.perform(acting(), work).await?;
        let year = Duration::from_hours(24 * 365);
        let name = "bench".to_owned();
        let work = CreateConnection::new(&ctx, account.id, name, Profile::default(), year);
        let made = ctx.store.perform(acting(), work).await?;
        let work = CreateApiToken::new(&ctx, account.id, "bench".to_owned(), TokenRole::Owner);
        let api = ctx.store.perform(acting(), work).await?;
        let mut town = Self {
            router: muster_web::router(state(&ctx)),
            token: made.bearer.reveal().to_owned(),
            api_token: api.bearer.reveal().to_owned(),
            account: account.id,
            people: Vec::new(),
            ctx,
        };
        town.fill(made.connection.id, users).await?;
        Ok(town)
    }

    async fn fill(&mut self, connection: ConnectionId, users: u64) -> Outcome<()> {
        let began = Instant::now();
        let crowd = crowd::gather(&self.ctx.store, self.account, connection, (0, users));
        self.people = crowd.await?.iter().map(ToString::to_string).collect();
        let took = began.elapsed();
        say(&format!("{users} users were written in {took:.1?}"));
        Ok(())
    }

    /// The surroundings of a use case.
    pub(crate) fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// Whose users they are.
    pub(crate) fn account(&self) -> AccountId {
        self.account
    }

    /// How many users there are.
    pub(crate) fn size(&self) -> u64 {
        self.people.len() as u64
    }

    /// The ids of some of them.
    pub(crate) fn people(&self, from: usize, to: usize) -> Outcome<&[String]> {
        let people = self.people.get(from..to);
        people.ok_or_else(|| format!("there are no {to} users").into())
    }

    /// A rule that gives a workspace.
    pub(crate) async fn rule(&self, when: &str) -> Outcome<()> {
        let work = ApplyAccess {
            account: self.account,
            text: format!(
                "workspaces = [\"Yard\"]\n[[rule]]\nname = \"Bench\"\nwhen = '{when}'\n\
                 then.workspaces = [\"Yard\"]\n"
            ),
            dry_run: false,
        };
        work.run(&self.ctx, &Acting::command_line()).await?;
        Ok(())
    }

    /// What a GET costs.
    pub(crate) async fn get(&self, path: &str) -> Outcome<Cost> {
        let (cost, answer) = self.send(Method::GET, path, None).await?;
        if answer.get("totalResults") != Some(&json!(1)) {
            return Err(format!("{path} found other than one: {answer}").into());
        }
        Ok(cost)
    }

    /// What a PATCH of a group costs.
    pub(crate) async fn patch(&self, group: &str, operations: &Value) -> Outcome<Cost> {
        let path = format!("/Groups/{group}?excludedAttributes=members");
        let body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": operations,
        });
        Ok(self.send(Method::PATCH, &path, Some(body)).await?.0)
    }

    /// What a request costs, to the last byte of its answer, and the answer.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Outcome<(Cost, Value)> {
        let what = format!("{method} {path}");
        let body = body.map_or_else(String::new, |body| body.to_string());
        let (cost, status, bytes) = self.exchange(method, path, body).await?;
        if !status.is_success() {
            let answer = String::from_utf8_lossy(&bytes);
            return Err(format!("{what}: {status} {answer}").into());
        }
        let answer = serde_json::from_slice(&bytes).unwrap_or_default();
        Ok((cost, answer))
    }

    /// What a request of the admin API costs, to the last byte of its answer.
    pub(crate) async fn administer(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Outcome<Cost> {
        let what = format!("{method} {path}");
        let request = request(
            method,
            &format!("/api/v1{path}"),
            &self.api_token,
            "application/json",
        );
        let request = request.body(Body::from(body.to_string()))?;
        let (cost, status, bytes) = self.exchanged(request).await?;
        if !status.is_success() {
            let answer = String::from_utf8_lossy(&bytes);
            return Err(format!("{what}: {status} {answer}").into());
        }
        Ok(cost)
    }

    /// What a request costs that must be refused with 400.
    pub(crate) async fn refused(&self, method: Method, path: &str, body: String) -> Outcome<Cost> {
        let (cost, status, _) = self.exchange(method, path, body).await?;
        if status != StatusCode::BAD_REQUEST {
            let path: String = path.chars().take(40).collect();
            return Err(format!("{path}: {status} instead of 400").into());
        }
        Ok(cost)
    }

    async fn exchange(
        &self,
        method: Method,
        path: &str,
        body: String,
    ) -> Outcome<(Cost, StatusCode, Bytes)> {
        let uri = format!("/scim/v2{path}");
        let request = request(method, &uri, &self.token, "application/scim+json");
        self.exchanged(request.body(Body::from(body))?).await
    }

    async fn exchanged(&self, request: Request<Body>) -> Outcome<(Cost, StatusCode, Bytes)> {
        let (before, began) = (self.ctx.store.effort(), Instant::now());
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await?.to_bytes();
        let cost = (began.elapsed(), self.ctx.store.effort().since(before));
        Ok((cost, status, bytes))
    }

    /// Sends a form, as the holder of a mailed link does.
    pub(crate) async fn submit(&self, page: &str, form: &str) -> Outcome<()> {
        let media = "application/x-www-form-urlencoded";
        let request = request(Method::POST, page, "", media).body(Body::from(form.to_owned()))?;
        let (_, status, bytes) = self.exchanged(request).await?;
        if status.is_client_error() || status.is_server_error() {
            let answer = String::from_utf8_lossy(&bytes);
            return Err(format!("{page}: {status} {answer}").into());
        }
        Ok(())
    }

    /// Serves on a socket until the program ends; answers its address.
    pub(crate) async fn serve(&self) -> Outcome<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let server = axum::serve(
            listener.tap_io(|stream| drop(stream.set_nodelay(true))),
            self.router.clone(),
        );
        #[expect(
            clippy::disallowed_methods,
            reason = "it is no task of a server that is supervised"
        )]
        tokio::spawn(server.into_future());
        Ok(address)
    }

    /// The token of the admin API.
    pub(crate) fn api_token(&self) -> &str {
        &self.api_token
    }

    /// Closes the database.
    pub(crate) async fn close(&self) {
        self.ctx.store.close().await;
    }
}

fn request(method: Method, uri: &str, token: &str, media: &str) -> Builder {
    Request::builder()
        .method(method)
        .uri(uri)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", media)
}

async fn context(database: &str) -> Outcome<Ctx> {
    let public_url = Url::parse("https://muster.example.com")?;
    let base_url = "https://muster.example.com/scim/v2".to_owned();
    let runtime = Runtime {
        clock: Arc::new(SystemClock),
        ids: Arc::new(TimeOrderedIds),
        portrait: Arc::new(ScimPortrait::new(base_url, Arc::new(SystemClock))),
    };
    let store = Store::open(StoreSettings::new(database), runtime).await?;
    store.migrate().await?;
    Ok(Ctx {
        store,
        clock: Arc::new(SystemClock),
        ids: Arc::new(TimeOrderedIds),
        random: Arc::new(SystemRandom),
        key: SecretKey::new([7; 32]),
        public_url,
        most_looked_at: 200_000,
        mailer: Arc::new(Nobody),
        webhooks: Arc::new(Nobody),
    })
}

/// Every token is looked up every time: what is counted must not depend on the clock.
fn state(ctx: &Ctx) -> WebState {
    WebState {
        ctx: ctx.clone(),
        log: RequestLogSender::default(),
        auth: Authenticator::new(ctx.clone(), Duration::ZERO),
        limiter: None,
        request_timeout: Duration::from_mins(1),
        stopping: CancellationToken::new(),
        terms: TokenTerms::default(),
        production: false,
    }
}

/// Whoever would be written to.
struct Nobody;

impl Mailer for Nobody {
    fn send<'a>(&'a self, _: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        Box::pin(async { Ok(()) })
    }
}

impl WebhookSender for Nobody {
    fn post<'a>(&'a self, _: &'a Message) -> Boxed<'a, Attempted> {
        Box::pin(async {
            Attempted {
                outcome: Posted::Answered {
                    status: 204,
                    retry_after: None,
                },
                took: Duration::ZERO,
                response: String::new(),
            }
        })
    }
}
