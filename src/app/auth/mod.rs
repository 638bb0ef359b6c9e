//! Whose token it is: of a connection, of the admin API.

mod access_token;
mod admin;
mod authenticator;
mod connection;
mod used;
mod warn_ending;

pub use admin::{AdminCaller, authenticate_api};
pub use authenticator::Authenticator;
pub use connection::{Caller, authenticate_connection};
pub use used::write_used;
pub use warn_ending::warn_of_ending_tokens;
