//! The schema URNs of SCIM 1.1, which `OneLogin`'s default template still sends.

use crate::{
    fold,
    profile::Switches,
    schema::{ENTERPRISE_USER, ResourceType},
};

/// SCIM 1.1 had one core schema for Users and Groups.
const CORE: &str = "urn:scim:schemas:core:1.0";

/// The enterprise extension of SCIM 1.1.
const ENTERPRISE: &str = "urn:scim:schemas:extension:enterprise:1.0";

/// The URN that an old one means today; every other text is itself.
pub(crate) fn todays<'a>(
    resource_type: &'a ResourceType,
    switches: Switches,
    urn: &'a str,
) -> &'a str {
    if !switches.old_urns {
        urn
    } else if fold::same(urn, CORE) {
        &resource_type.schema.urn
    } else if fold::same(urn, ENTERPRISE) {
        ENTERPRISE_USER
    } else {
        urn
    }
}
