//! A typical day of each client that the judge does not play (docs/profiles.md).

mod hr;
mod jumpcloud;
mod okta_header_auth;
mod onelogin;
mod ping;
mod rfc;
