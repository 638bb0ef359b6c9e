//! User name and password as somebody chose them.

use super::error::JoinError;
use super::password::Password;
use super::username::read_username;
use muster_model::people::Address;

/// Credentials that keep the rules.
pub(super) struct Chosen {
    pub(super) username: String,
    pub(super) password: Password,
}

impl Chosen {
    /// Reads both, and tells of everything that is to be mended at once. A predefined name stands,
    /// whatever was filled in.
    pub(super) fn read(
        username: &str,
        password: &str,
        own: &Address,
        predefined: Option<String>,
    ) -> Result<Self, JoinError> {
        let username = predefined.map_or_else(|| read_username(username, own), Ok);
        let name = username.as_deref().unwrap_or_default();
        match (Password::choose(password, name), username) {
            (Ok(password), Ok(username)) => Ok(Self { username, password }),
            (password, username) => {
                let problems = [username.err(), password.err()];
                Err(JoinError::Form(problems.into_iter().flatten().collect()))
            }
        }
    }
}
