//! The guard at the door: where a message may go.

use super::public::{is_link_local, is_public};
use std::net::IpAddr;
use url::{Host, Url};

/// What messages may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Egress {
    /// The public internet alone.
    Public,
    /// Also the machine and the networks around it, for development and for closed networks.
    AlsoPrivate,
}

/// Why a message does not leave. The words never tell whether something listens there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not an address that webhooks can be posted to.
    #[error("the URL must be http:// or https:// with a host, without user name and password")]
    Url,
    /// The address, or every address behind the name, lies within; or the name has none.
    #[error("the host has no public address")]
    NotPublic,
}

impl Egress {
    /// Whether this address may be dialled. Link-local addresses never are.
    pub fn permits(self, ip: IpAddr) -> bool {
        match self {
            Self::Public => is_public(ip),
            Self::AlsoPrivate => !is_link_local(ip),
        }
    }

    /// Reads the URL of an endpoint. A host that is an address, however it is spelled, is judged
    /// here, because no resolver is asked for it; names are judged by the resolver at each dial.
    pub fn target(self, text: &str) -> Result<Url, Refused> {
        let url = Url::parse(text).map_err(|_| Refused::Url)?;
        let named = !url.username().is_empty() || url.password().is_some();
        if !matches!(url.scheme(), "http" | "https") || named {
            return Err(Refused::Url);
        }
        let ip = match url.host().ok_or(Refused::Url)? {
            Host::Domain(_) => return Ok(url),
            Host::Ipv4(ip) => IpAddr::V4(ip),
            Host::Ipv6(ip) => IpAddr::V6(ip),
        };
        if self.permits(ip) {
            Ok(url)
        } else {
            Err(Refused::NotPublic)
        }
    }
}
