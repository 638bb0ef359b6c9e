//! What is no access token, and what is one (security: V36, V37).

mod forged_headers;
mod smith;
mod strange_claims;
