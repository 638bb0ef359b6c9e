//! One step of the schema: its name, and the statements that take it.

use crate::ddl;
use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

/// A step: all of its statements are applied in one transaction, or none.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// The name under which the database remembers that it was applied.
    pub(crate) name: &'static str,
    /// The statements, in the wording of [`ddl`].
    pub(crate) up: &'static [&'static str],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait of sea-orm-migration is declared without the lifetime"
)]
#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, self.up).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
