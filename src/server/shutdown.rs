//! Being told to stop: by SIGTERM, by SIGINT.

use tokio::signal::unix::{SignalKind, signal};

/// Waits until the process is told to stop.
pub async fn told_to_stop() {
    let (Ok(mut term), Ok(mut int)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        tracing::warn!("signals cannot be heard; end the process to stop it");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}
