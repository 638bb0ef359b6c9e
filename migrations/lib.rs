//! The schema of the database, step by step: expand, move, contract (see `README.md` beside this).
//!
//! Each step is applied once, in a transaction, on SQLite and on PostgreSQL alike. An applied step
//! is never edited: what is wrong is mended by the next one.

mod ddl;
mod m0001_accounts;
mod m0002_people;
mod m0003_groups;
mod m0004_access;
mod m0005_outbox;
mod m0006_logs;
mod m0007_person_attribute;
mod m0008_oauth;
mod m0009_account_schema;
mod m0011_people;
mod m0012_long_values;
mod m0013_security_events;
mod m0014_group_attribute;
mod m0015_ownership;
mod m0017_admin_api;
mod m0018_projection;
mod m0020_projecting;
mod m0021_catalogue;
mod m0022_reevaluated;
mod m0023_former;
mod m0025_record_sets;
mod m0026_assignments;
mod m0028_entitlements;
mod m0029_role_records;
mod m0030_guest_words;
mod m0031_first_assignments;
mod step;

pub use sea_orm_migration::{MigratorTrait, sea_orm};

use sea_orm_migration::MigrationTrait;

/// Every step there is, oldest first.
#[derive(Debug)]
pub struct Migrator;

const STEPS: &[step::Step] = &[
    m0001_accounts::STEP,
    m0002_people::STEP,
    m0003_groups::STEP,
    m0004_access::STEP,
    m0005_outbox::STEP,
    m0006_logs::STEP,
    m0007_person_attribute::STEP,
    m0008_oauth::STEP,
    m0009_account_schema::STEP,
    m0011_people::STEP,
    m0012_long_values::STEP,
    m0013_security_events::STEP,
    m0014_group_attribute::STEP,
    m0015_ownership::STEP,
    m0017_admin_api::STEP,
    m0018_projection::STEP,
    m0020_projecting::STEP,
    m0021_catalogue::STEP,
    m0022_reevaluated::STEP,
    m0023_former::STEP,
    m0025_record_sets::STEP,
    m0026_assignments::STEP,
    m0028_entitlements::STEP,
    m0029_role_records::STEP,
    m0030_guest_words::STEP,
    m0031_first_assignments::STEP,
];

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS
            .iter()
            .map(|step| Box::new(*step) as Box<dyn MigrationTrait>)
            .collect()
    }
}
