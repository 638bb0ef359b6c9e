//! OAuth 2.0 for directories: tokens, keys, `/Me`.

mod access_tokens;
mod desk;
mod keys;
mod me;
mod refusals;
mod warnings;
