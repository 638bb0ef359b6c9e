//! How fast one connection token may ask, counted in this process.
//!
//! A known token has a bucket of its own. Everybody else shares one bucket for each network, so
//! that guessing tokens or rotating headers opens no new buckets; and past a number of buckets all
//! new ones are the same, so that the table itself is bounded.

use crate::layers::Peer;
use crate::render::Refusal;
use crate::state::WebState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock as _, DefaultClock, QuantaInstant};
use governor::middleware::NoOpMiddleware;
use muster_app::auth::Caller;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tower_governor::GovernorError;
use tower_governor::governor::{GovernorConfig, GovernorConfigBuilder};
use tower_governor::key_extractor::KeyExtractor;
use uuid::Uuid;

/// Buckets in the table before all newcomers share one.
const BUCKETS: usize = 100_000;
/// Requests between two sweeps of buckets that are full again.
const SWEEP: u32 = 4096;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Bucket {
    Token(Uuid),
    Network(IpAddr),
    Crowd,
}

/// Finds the bucket of a request, whose token was recognised before; no header has a say in it.
#[derive(Clone, Copy, Debug)]
struct WhoAsks;

impl KeyExtractor for WhoAsks {
    type Key = Bucket;

    fn extract<T>(&self, request: &http::Request<T>) -> Result<Bucket, GovernorError> {
        let extensions = request.extensions();
        Ok(
            match (extensions.get::<Caller>(), extensions.get::<Peer>()) {
                (Some(caller), _) => Bucket::Token(caller.token.0),
                (None, Some(peer)) => Bucket::Network(network(peer.0)),
                (None, None) => Bucket::Crowd,
            },
        )
    }
}

/// The buckets of all callers.
pub struct Limiter {
    buckets: GovernorConfig<WhoAsks, NoOpMiddleware<QuantaInstant>>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl Limiter {
    /// So many requests a second, so many at once; `None` when there is no limit.
    pub fn new(rate: u32, burst: u32) -> Option<Self> {
        let interval = Duration::from_secs(1).checked_div(rate)?;
        let buckets = GovernorConfigBuilder::default()
            .period(interval)
            .burst_size(burst.max(rate))
            .key_extractor(WhoAsks)
            .finish()?;
        Some(Self {
            buckets,
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
        })
    }

    /// Takes one request from a bucket, or tells after how many whole seconds one is free.
    fn take(&self, bucket: Bucket) -> Result<(), u64> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.buckets.limiter().retain_recent();
        }
        let full = self.buckets.limiter().len() >= BUCKETS;
        let bucket = match bucket {
            Bucket::Network(_) if full => Bucket::Crowd,
            bucket => bucket,
        };
        let taken = self.buckets.limiter().check_key(&bucket);
        taken.map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
        })
    }
}

/// Refuses a request that comes too fast with 429 and `Retry-After`.
pub async fn limit(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let Some(limiter) = &state.limiter else {
        return next.run(request).await;
    };
    let bucket = WhoAsks.extract(&request).unwrap_or(Bucket::Crowd);
    match limiter.take(bucket) {
        Ok(()) => next.run(request).await,
        Err(seconds) => Refusal::too_many(seconds.max(1)).to(&request).render(),
    }
}

/// An IPv4 address, or the /64 that one household has of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let bits = address.to_bits() & !u128::from(u64::MAX);
            IpAddr::from(bits.to_be_bytes())
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, Bucket, Limiter, network};
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn a_burst_passes_and_the_next_is_told_to_wait_a_whole_second() {
        let limiter = Limiter::new(1, 3).unwrap();
        let taken: Vec<_> = (0..4).map(|_| limiter.take(Bucket::Crowd)).collect();
        assert_eq!(taken, [Ok(()), Ok(()), Ok(()), Err(1)]);
    }

    #[test]
    fn zero_is_no_limit() {
        assert!(Limiter::new(0, 1000).is_none());
    }

    #[test]
    fn a_household_of_ipv6_shares_a_bucket() {
        let one: IpAddr = "2001:db8::1".parse().unwrap();
        let other: IpAddr = "2001:db8::ffff:1".parse().unwrap();
        let elsewhere: IpAddr = "2001:db8:0:1::1".parse().unwrap();
        assert_eq!(network(one), network(other));
        assert_ne!(network(one), network(elsewhere));
    }

    #[test]
    fn a_flood_of_addresses_does_not_grow_the_table_for_ever() {
        let limiter = Limiter::new(1, 1).unwrap();
        for number in 0..u32::try_from(BUCKETS).unwrap() * 2 {
            let _ = limiter.take(Bucket::Network(Ipv4Addr::from_bits(number).into()));
        }
        assert!(limiter.buckets.limiter().len() <= BUCKETS + 1);
    }
}
