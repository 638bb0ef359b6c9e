//! The public URL: every link starts with it, and its host tells whether this is production.

use super::{ConfigError, Settings};
use std::net::SocketAddr;
use url::{Host, Url};

/// Whether a URL reaches only this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

/// The URL of a server that was told none: this machine, and the port that it listens on.
pub(super) fn of_port(port: u16) -> Option<Url> {
    Url::parse(&format!("http://127.0.0.1:{port}")).ok()
}

pub(super) fn read(settings: &Settings, listen: SocketAddr) -> Result<Url, ConfigError> {
    let name = "server.public_url";
    let wanted = "an http or https address without path, query or password";
    let url = settings
        .parsed::<Url>(name, wanted)?
        .or_else(|| of_port(listen.port()))
        .ok_or_else(|| settings.wrong(name, &format!("must be {wanted}")))?;
    let plain = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !plain || url.host().is_none() || !matches!(url.scheme(), "http" | "https") {
        return Err(settings.wrong(name, &format!("must be {wanted}")));
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(settings.wrong(
            name,
            "must begin with https:// because its host is not loopback (put a proxy before it, or set MUSTER_TLS_CERT)",
        ));
    }
    Ok(url)
}
