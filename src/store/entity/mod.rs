//! One entity for each table: the shape of its rows, and nothing else.

pub(crate) mod access_grant;
pub(crate) mod account;
pub(crate) mod account_schema;
pub(crate) mod api_token;
pub(crate) mod attempt;
pub(crate) mod audit;
pub(crate) mod connection;
pub(crate) mod connection_token;
pub(crate) mod delivery;
pub(crate) mod directory_group;
pub(crate) mod endpoint;
pub(crate) mod endpoint_secret;
pub(crate) mod event;
pub(crate) mod fleet_group;
pub(crate) mod former_link;
pub(crate) mod job;
pub(crate) mod link;
pub(crate) mod mail;
pub(crate) mod person;
pub(crate) mod person_attribute;
pub(crate) mod person_email;
pub(crate) mod request_log;
pub(crate) mod role;
pub(crate) mod rule;
pub(crate) mod verified_domain;
pub(crate) mod workspace;
