//! The life of a server: open, listen, serve and work, stop.

use crate::accept::{Acceptor, acceptor};
use crate::cli::Failure;
use crate::config::Config;
use crate::shutdown::told_to_stop;
use crate::wire::Opened;
use crate::workers::{Workers, everywhere, queues};
use crate::{first_run, wire};
use clap::ValueEnum;
use muster_app::admin::{leave_public_url, take_over};
use muster_app::auth::write_used;
use muster_app::log::{RequestLogSender, write_all_log};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Answers requests.
    Web,
    /// Works the queues.
    Worker,
    /// Both.
    All,
}

/// Serves until the process is told to stop.
pub async fn serve(mut config: Config, role: Role) -> Result<(), Failure> {
    let listener = match role {
        Role::Worker => None,
        Role::Web | Role::All => Some(listen(&mut config).await?),
    };
    let opened = wire::open(config).await?;
    let _claim = opened.ctx.store.claim_file()?;
    let freed = take_over(&opened.ctx).await?;
    if freed > 0 {
        tracing::info!(
            freed,
            "the server before did not end by itself: its work goes on here"
        );
    }
    if !opened.config.server.public_url_told {
        leave_public_url(&opened.ctx).await?;
    }
    first_run::begin(&opened).await?;
    let (stop, workers) = (CancellationToken::new(), Workers::default());
    let log = RequestLogSender::default();
    let mut loops = everywhere(&opened, &log);
    if role != Role::Web {
        loops.extend(queues(&opened));
    }
    for worker in loops {
        workers.start(worker, opened.ctx.clone(), stop.clone());
    }
    let serving = run(&opened, listener, log.clone(), stop.clone());
    tokio::pin!(serving);
    let early = tokio::select! {
        served = &mut serving => Some(served),
        () = told_to_stop() => None,
    };
    tracing::info!("stopping: finishing what runs");
    stop.cancel();
    let finishing = workers.finish(opened.config.server.drain);
    let served = match early {
        Some(served) => {
            finishing.await;
            served
        }
        None => tokio::join!(serving, finishing).0,
    };
    finish_log(&opened, &log).await;
    tracing::info!("stopped");
    served
}

/// Answers requests, or leaves that to others, until it is told to stop.
async fn run(
    opened: &Opened,
    listener: Option<TcpListener>,
    log: RequestLogSender,
    stop: CancellationToken,
) -> Result<(), Failure> {
    if let Some(listener) = listener {
        return answer(opened, listener, log, stop).await;
    }
    tracing::info!("working the queues");
    stop.cancelled().await;
    Ok(())
}

async fn listen(config: &mut Config) -> Result<TcpListener, Failure> {
    let address = config.server.listen;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|why| Failure::failed(format!("cannot listen on {address}: {why}")))?;
    config.server.follow_port(listener.local_addr()?.port());
    Ok(listener)
}

async fn answer(
    opened: &Opened,
    listener: TcpListener,
    log: RequestLogSender,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let server = &opened.config.server;
    let tls = opened.config.tls.as_ref().map(acceptor).transpose()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let acceptor = Acceptor {
        router: muster_web::router(opened.web_state(log, stop.clone())),
        tls,
        header_timeout: server.header_timeout,
        max_connections: usize::try_from(server.max_connections)?,
        drain: server.drain,
    };
    tracing::info!("listening on {scheme}://{}", listener.local_addr()?);
    acceptor.run(listener, stop).await;
    Ok(())
}

/// Writes what the last requests left in the logs, and lets go of the database.
async fn finish_log(opened: &Opened, log: &RequestLogSender) {
    if let Err(why) = write_all_log(&opened.ctx, log).await {
        tracing::warn!(%why, "the end of the provisioning log was not written");
    }
    if let Err(why) = write_used(&opened.ctx, &opened.auth).await {
        tracing::warn!(%why, "the last use of tokens was not written");
    }
    opened.ctx.store.close().await;
}
