//! Mail: the relay answers, or the folder can be written.

use super::Check;
use crate::config::Mail;
use muster_outbound::mail::{Sender, SmtpMailer};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

/// How long a relay may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) async fn examine(mail: &Mail) -> Check {
    let name = "mail";
    let from = match Sender::parse(&mail.from) {
        Ok(from) => from,
        Err(why) => return Check::broken(name, format!("mail.from: {why}")),
    };
    let Some(relay) = &mail.url else {
        let folder = mail.folder.display();
        return Check::doubtful(
            name,
            format!("no relay is set: mails are written to {folder}"),
        );
    };
    if let Err(why) = SmtpMailer::new(relay.reveal(), from) {
        return Check::broken(name, why.to_string());
    }
    match Url::parse(relay.reveal()) {
        Ok(url) => reach(&url).await,
        Err(why) => Check::broken(name, format!("mail.url: {why}")),
    }
}

async fn reach(url: &Url) -> Check {
    let name = "mail";
    let host = url.host_str().unwrap_or_default().to_owned();
    let port = url
        .port()
        .unwrap_or(if url.scheme() == "smtps" { 465 } else { 587 });
    match timeout(PATIENCE, TcpStream::connect((host.as_str(), port))).await {
        Ok(Ok(_)) => Check::fine(name, format!("the relay {host}:{port} answers")),
        Ok(Err(why)) => Check::broken(name, format!("the relay {host}:{port}: {why}")),
        Err(_) => Check::broken(name, format!("the relay {host}:{port} does not answer")),
    }
}
