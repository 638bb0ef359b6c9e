//! The profile of a connection by its name.

use super::AdminError;
use muster_scim::profile::Profile;

/// The profile of this name.
pub fn read_profile(name: &str) -> Result<Profile, AdminError> {
    name.parse()
        .map_err(|_| AdminError::Profile(name.to_owned()))
}
