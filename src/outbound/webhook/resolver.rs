//! The resolver of the client: it hands out vetted addresses only, so that the address that is
//! checked is the address that is dialled.

use super::egress::{Egress, Refused};
use super::lookup::Lookup;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::SocketAddr;
use std::sync::Arc;

/// Asks, and keeps what the guard permits.
pub(super) struct GuardedResolver {
    pub(super) egress: Egress,
    pub(super) lookup: Arc<dyn Lookup>,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (egress, lookup) = (self.egress, Arc::clone(&self.lookup));
        Box::pin(async move {
            // A name that does not exist and a name that leads inside look the same from outside.
            let found = lookup.addresses(name.as_str()).await.unwrap_or_default();
            let vetted: Vec<SocketAddr> = found
                .into_iter()
                .filter(|ip| egress.permits(*ip))
                .map(|ip| SocketAddr::new(ip, 0))
                .collect();
            if vetted.is_empty() {
                return Err(Refused::NotPublic.into());
            }
            Ok(Box::new(vetted.into_iter()) as Addrs)
        })
    }
}
