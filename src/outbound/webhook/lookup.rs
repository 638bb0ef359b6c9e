//! Names to addresses: the operating system's answer, or a test's.

use muster_app::ports::Boxed;
use std::io;
use std::net::{IpAddr, SocketAddr};

/// Asks for the addresses behind a name.
pub trait Lookup: Send + Sync {
    /// Every address behind the name.
    fn addresses<'a>(&'a self, name: &'a str) -> Boxed<'a, io::Result<Vec<IpAddr>>>;
}

/// Asks the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn addresses<'a>(&'a self, name: &'a str) -> Boxed<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address: SocketAddr| address.ip()).collect())
        })
    }
}
