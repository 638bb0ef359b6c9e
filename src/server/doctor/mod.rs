//! What `muster doctor` looks at.

mod check;
mod clock;
mod database;
mod files;
mod keys;
mod mail;
mod owners;

pub use check::{Check, Health};

use crate::accept::acceptor;
use crate::config::Config;

/// Looks at everything; nothing is made or mended.
pub async fn examine(config: &Config) -> Vec<Check> {
    let mut checks = vec![address(config)];
    checks.extend(files::examine(config));
    checks.extend(config.tls.as_ref().map(|tls| match acceptor(tls) {
        Ok(_) => Check::fine("tls", "certificate and key can be used"),
        Err(why) => Check::broken("tls", why.to_string()),
    }));
    checks.extend(database::examine(config).await);
    checks.push(mail::examine(&config.mail).await);
    checks
}

fn address(config: &Config) -> Check {
    let server = &config.server;
    if server.is_production() {
        return Check::fine(
            "configuration",
            format!("production at {}", server.public_url),
        );
    }
    if server.listen.ip().is_loopback() {
        return Check::fine(
            "configuration",
            format!(
                "this machine alone: by its settings it listens on {}, and links begin with {}; \
                 a server started with --listen does as it was told",
                server.listen, server.public_url
            ),
        );
    }
    Check::doubtful(
        "configuration",
        format!(
            "it listens on {} but its public URL is {}: links reach nobody else; set MUSTER_PUBLIC_URL",
            server.listen, server.public_url
        ),
    )
}
