//! Security event tokens (RFC 9967), as recipients get them.

mod recipient;
mod security_events;
mod tokens;
mod transport;
