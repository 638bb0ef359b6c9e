//! The attributes that exist, and what may be done with each (RFC 7643).
//!
//! One table serves everything: `/Schemas` is written from it, filters and PATCH paths are checked
//! against it, bodies are read by it. So what the server says about itself is what it does.

mod attribute;
mod common;
mod describe;
mod document;
mod enterprise;
mod given;
mod group;
mod kinds;
mod muster;
mod resolve;
mod resource_type;
mod user;

pub use attribute::{Attribute, Kind, Mutability, Returned, Uniqueness, Word};
pub use common::common;
pub use given::{GIVEN_ENTITLEMENT, GIVEN_ROLE};
pub use kinds::Kinds;
pub use resolve::{Located, Resolved, UnknownAttribute};
pub use resource_type::{Extension, ResourceType, Schema, group, user};

/// The URN of the core User schema (RFC 7643 4.1).
pub const CORE_USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// The URN of the core Group schema (RFC 7643 4.2).
pub const CORE_GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
/// The URN of the enterprise User extension (RFC 7643 4.3).
pub const ENTERPRISE_USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// The URN of this product's User extension.
pub const MUSTER_USER: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
/// The URN of this product's Group extension, for connections that see projected groups.
pub const MUSTER_GROUP: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:Group";
