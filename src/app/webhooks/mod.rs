//! Subscribers: their endpoints and secrets, and the worker that delivers to them.
//!
//! Events and their deliveries are written with the change that causes them, by the store. Here
//! they leave: claimed in one transaction, posted outside of any, finished in another. What leaves is
//! the message as it is kept, or a security event token made of it.

mod advertised;
mod create_endpoint;
mod deliver;
mod endpoint_url;
mod error;
mod flight;
mod land;
mod list_deliveries;
mod list_endpoints;
mod queued;
mod remove_endpoint;
mod resend;
mod rotate_secret;
mod secret;
mod set;
mod set_endpoint;
mod take_off;
mod test_endpoint;

pub use advertised::advertised_events;
pub use create_endpoint::{Created, NewEndpoint, create_endpoint};
pub use deliver::{Slots, deliver, deliver_once};
pub use endpoint_url::NotAnEndpointUrl;
pub use error::WebhookError;
pub use list_deliveries::list_deliveries;
pub use list_endpoints::{list_endpoints, show_endpoint};
pub use muster_store::{AttemptRow, DeliveryFilter, DeliveryRow};
pub use queued::{attempts_of, deliveries_of, show_delivery};
pub use remove_endpoint::RemoveEndpoint;
pub use resend::{Resend, resend_failed};
pub use rotate_secret::{OVERLAP, Rotated, rotate_secret};
pub use set::{NotIssued, audience};
pub use set_endpoint::{ChangedEndpoint, EndpointChanges, set_endpoint};
pub use test_endpoint::test_endpoint;

#[cfg(test)]
mod tests;
