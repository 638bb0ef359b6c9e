//! HTTP in: SCIM, the admin API, the pages behind mailed links.

pub mod pages;
