//! The accept loop: HTTP/1 and HTTP/2 on one port, with deadlines that are really kept.
//!
//! `axum::serve` sets no timer, so a client that sends its head one byte a minute would hold a
//! connection for ever. Here a connection has `server.header_timeout` for each head, and as long
//! for its first bytes; there are `server.max_connections` of them, and more wait to be accepted.

mod first_bytes;
mod listen;
mod tls;

pub use first_bytes::FirstBytes;
pub use listen::Acceptor;
pub use tls::{TlsError, acceptor};
