//! SCIM 2.0 (RFC 7643, RFC 7644) as pure functions over JSON.
//!
//! No network, no database, no clock: bodies come in as bytes or JSON, decisions come out as JSON,
//! trees or an [`Error`] that knows its HTTP status. What clients really send is met by a
//! [`profile::Profile`], one table of switches; the tables in [`schema`] are what every other
//! module goes by, so `/Schemas` cannot say one thing and PATCH do another.
//!
//! ```
//! use muster_scim::{filter::Filter, json, normalise, patch, profile::Profile, schema};
//!
//! let switches = Profile::Entra.switches();
//!
//! // POST: names become canonical, what means nothing goes.
//! let body = json::parse_body(br#"{"username": "Ada@Example.com", "active": "True", "title": null}"#)?;
//! let ada = normalise::incoming(schema::user(), &body, switches)?.doc;
//! assert_eq!((&ada["userName"], &ada["active"]), (&"Ada@Example.com".into(), &true.into()));
//!
//! // PATCH: all or nothing; the work address that Entra replaces does not exist yet.
//! let body = json::parse_body(br#"{
//!     "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
//!     "Operations": [{"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "ada@example.com"}]
//! }"#)?;
//! let request = patch::parse(&body, switches)?;
//! let ada = patch::apply(schema::user(), &ada, &request, switches)?.doc;
//!
//! // GET: a filter that cannot be answered is refused, never widened.
//! let filter = Filter::parse(r#"userName eq "ada@example.com" and emails pr"#)?;
//! filter.check(schema::user(), switches)?;
//! assert!(filter.matches(schema::user(), &ada));
//! # Ok::<(), muster_scim::Error>(())
//! ```
//!
//! Invariants: a refused request leaves nothing half done; a document holds canonical names and no
//! empty values; no input, however deep or long, exhausts the stack; nothing here panics.

pub mod bulk;
pub mod call;
pub mod datetime;
pub mod discovery;
mod draft;
pub mod error;
pub mod etag;
pub mod filter;
pub mod fold;
pub mod json;
pub mod list;
pub mod normalise;
pub mod paging;
pub mod patch;
pub mod path;
pub mod profile;
pub mod projection;
pub mod schema;
pub mod search;
pub mod sort;
pub mod spoken;
mod value;

pub use error::{Error, ScimType};

#[cfg(test)]
mod tests;
