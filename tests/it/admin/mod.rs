//! The admin API under `/api/v1`, and the log of what directories asked.

mod account;
mod asking;
mod bulk;
mod checks;
mod connections;
mod copying;
mod default_role;
mod deliveries;
mod events;
mod groups;
mod log;
mod managing;
mod matrix;
mod once;
mod people;
mod pins;
mod policy;
mod queries;
mod races;
mod references;
mod requests;
mod route;
mod side_doors;
mod tenants;
mod tokens;
mod webhooks;
