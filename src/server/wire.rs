//! From the configuration to everything that runs on it.

use crate::cli::Failure;
use crate::clock::SystemClock;
use crate::config::{self, Config};
use crate::ids::TimeOrderedIds;
use crate::random::SystemRandom;
use muster_app::admin::{left_public_url, same_key};
use muster_app::auth::Authenticator;
use muster_app::ctx::Ctx;
use muster_app::log::RequestLogSender;
use muster_app::ports::{Mailer, WebhookSender};
use muster_app::provision::portrait::ScimPortrait;
use muster_model::secret::SecretKey;
use muster_outbound::mail::{FolderMailer, Sender, SmtpMailer};
use muster_outbound::webhook::{Egress, HttpSender};
use muster_store::{Runtime, Store, StoreSettings};
use muster_web::layers::Limiter;
use muster_web::state::{TokenTerms, WebState};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// For how long a token that was found is believed: another process' rotation counts within it.
const BELIEVED: Duration = Duration::from_millis(800);

/// What a command works with: the configuration, and the use cases' surroundings.
#[derive(Clone)]
pub struct Opened {
    /// The configuration.
    pub config: Config,
    /// The use cases' surroundings.
    pub ctx: Ctx,
    /// Who knows whose token it is.
    pub auth: Authenticator,
}

/// Opens the store, brings its schema up to date if the configuration says so, and makes sure
/// that the key is the right one.
pub async fn open(config: Config) -> Result<Opened, Failure> {
    private_folder(&config.server.data_dir)?;
    let ctx = connect(&config).await?;
    let current = matches!(ctx.store.schema().await, Ok((_, 0)));
    if !current && config.database.migrate {
        ctx.store.migrate().await?;
    } else if !current {
        return Err(Failure::failed(
            "the database is older than this program: run `muster migrate`",
        ));
    }
    same_key(&ctx).await?;
    Ok(Opened {
        auth: Authenticator::new(ctx.clone(), BELIEVED),
        config,
        ctx,
    })
}

/// Refuses a folder in which no server ever ran, before anything is made in it.
pub fn must_exist(config: &Config) -> Result<(), Failure> {
    match &config.database.file {
        Some(file) if !file.exists() => Err(Failure::failed(format!(
            "there is no database {}: start `muster serve` once, or name the folder of the one \
             that runs with MUSTER_DATA_DIR",
            file.display()
        ))),
        _ => Ok(()),
    }
}

/// Opens the store for a command beside a server: told no public URL, it takes the server's.
pub async fn open_beside(config: Config) -> Result<Opened, Failure> {
    let mut opened = open(config).await?;
    if !opened.config.server.public_url_told
        && let Some(url) = left_public_url(&opened.ctx).await?
    {
        opened.ctx.public_url = url;
    }
    Ok(opened)
}

/// Reads the key and opens the store, and no more.
pub async fn connect(config: &Config) -> Result<Ctx, Failure> {
    let key = config::read_or_make(&config.server.secret_key_file, &SystemRandom)?;
    let public_url = config.server.public_url.as_str().trim_end_matches('/');
    let scim_base_url = format!("{public_url}/scim/v2");
    let runtime = Runtime {
        clock: Arc::new(SystemClock),
        ids: Arc::new(TimeOrderedIds),
        portrait: Arc::new(ScimPortrait::new(scim_base_url, Arc::new(SystemClock))),
    };
    let mut settings = StoreSettings::new(config.database.url.reveal());
    // Whoever asked has been answered by then.
    settings.patience = config.server.request_timeout;
    let store = Store::open(settings, runtime).await?;
    context(config, key.key, store)
}

fn context(config: &Config, key: SecretKey, store: Store) -> Result<Ctx, Failure> {
    Ok(Ctx {
        store,
        clock: Arc::new(SystemClock),
        ids: Arc::new(TimeOrderedIds),
        random: Arc::new(SystemRandom),
        key,
        public_url: config.server.public_url.clone(),
        most_looked_at: config.limits.scim_looked_at.into(),
        mailer: mailer(config)?,
        webhooks: webhooks(config)?,
    })
}

fn mailer(config: &Config) -> Result<Arc<dyn Mailer>, Failure> {
    let from = Sender::parse(&config.mail.from)?;
    Ok(match &config.mail.url {
        Some(relay) => Arc::new(SmtpMailer::new(relay.reveal(), from)?),
        None => Arc::new(FolderMailer::new(config.mail.folder.clone(), from)),
    })
}

fn webhooks(config: &Config) -> Result<Arc<dyn WebhookSender>, Failure> {
    Ok(Arc::new(HttpSender::new(egress(config))?))
}

/// Where webhooks may go.
pub fn egress(config: &Config) -> Egress {
    if config.outbound.allow_private {
        Egress::AlsoPrivate
    } else {
        Egress::Public
    }
}

impl Opened {
    /// What the handlers reach.
    pub fn web_state(&self, log: RequestLogSender, stopping: CancellationToken) -> WebState {
        let limits = &self.config.limits;
        WebState {
            ctx: self.ctx.clone(),
            log,
            auth: self.auth.clone(),
            limiter: Limiter::new(limits.scim_per_connection, limits.scim_burst).map(Arc::new),
            request_timeout: self.config.server.request_timeout,
            stopping,
            terms: TokenTerms {
                lifetime: self.config.tokens.connection_lifetime,
                overlap: self.config.tokens.rotation_overlap,
            },
            production: self.config.server.is_production(),
        }
    }
}

/// Makes a folder that only its owner may enter.
fn private_folder(path: &Path) -> Result<(), Failure> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        folder.mode(0o700);
    }
    folder
        .create(path)
        .map_err(|why| Failure::failed(format!("cannot make the folder {}: {why}", path.display())))
}
