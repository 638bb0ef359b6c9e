//! `muster schema apply`: an account is made to agree with a schema file.

use super::error::SchemaError;
use super::file::{SchemaFile, SchemaFileError};
use super::held::{self, BecomesUnique};
use crate::ctx::Ctx;
use muster_model::ids::AccountId;
use muster_scim::fold;
use muster_scim::schema::Schema;
use muster_store::{Acting, StoredSchema, Tx, Work};
use serde::Serialize;

/// The most schemas of an account.
const MOST: usize = 20;

/// Makes an account agree with a schema file; applied twice, the second time changes nothing.
#[derive(Clone, Debug)]
pub struct ApplySchemas {
    /// The account.
    pub account: AccountId,
    /// The text of the file.
    pub text: String,
    /// Whether to tell what would change and write nothing.
    pub dry_run: bool,
}

/// What applying a file did, or would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppliedSchemas {
    /// How many schemas were added, changed or hidden.
    pub changed: usize,
    /// The URNs of the schemas that the account has from now on.
    pub schemas: Vec<String>,
    /// The URNs of those that are hidden from now on, with their values.
    pub hidden: Vec<String>,
}

impl ApplySchemas {
    /// Applies it. A dry run looks at everything in the same way and stops before the writing.
    pub async fn run(&self, ctx: &Ctx, acting: &Acting) -> Result<AppliedSchemas, SchemaError> {
        let file = SchemaFile::read(&self.text)?;
        let reads = ctx.store.read();
        if reads.accounts().get(self.account).await?.is_none() {
            return Err(SchemaError::NoAccount);
        }
        let before = reads.schemas().of(self.account).await?;
        let mut unique = Vec::new();
        for definition in &file.schemas {
            let old = find(&before, definition.stored.urn());
            if let Some(old) = old {
                held::same_spelling(old.urn(), definition)?;
            }
            let old = old.filter(|old| old.resource == definition.stored.resource);
            let old = old.and_then(|old| Schema::from_document(&old.document));
            held::check(&reads, self.account, definition, old.as_ref()).await?;
            unique.extend(BecomesUnique::of(definition, old.as_ref()));
        }
        let plan = Plan::of(before, &file)?;
        let applied = plan.answer();
        if applied.changed > 0 && !self.dry_run {
            let write = Write {
                account: self.account,
                plan,
                unique,
            };
            ctx.store.perform(acting.clone(), write).await?;
        }
        Ok(applied)
    }
}

/// What the account has, and what it shall have.
struct Plan {
    before: Vec<StoredSchema>,
    after: Vec<StoredSchema>,
}

impl Plan {
    fn of(before: Vec<StoredSchema>, file: &SchemaFile) -> Result<Self, SchemaError> {
        let mut after: Vec<StoredSchema> = Vec::new();
        let named = |urn: &str| {
            let mut all = file.schemas.iter();
            all.find(|one| fold::same(one.stored.urn(), urn))
        };
        for old in &before {
            match named(old.urn()) {
                Some(new) => after.push(new.stored.clone()),
                None if file.prune => {}
                None => after.push(old.clone()),
            }
        }
        for new in &file.schemas {
            if find(&before, new.stored.urn()).is_none() {
                after.push(new.stored.clone());
            }
        }
        if after.len() > MOST {
            return Err(SchemaError::File(SchemaFileError {
                place: None,
                message: format!(
                    "the account would have {} schemas, and {MOST} are the most: name all of them \
                     in one file with prune = true to hide the others",
                    after.len()
                ),
            }));
        }
        Ok(Self { before, after })
    }

    fn answer(&self) -> AppliedSchemas {
        let urns = |schemas: &[StoredSchema]| -> Vec<String> {
            schemas.iter().map(|one| one.urn().to_owned()).collect()
        };
        let new = self.after.iter().filter(|one| !self.before.contains(one));
        let gone: Vec<StoredSchema> = self
            .before
            .iter()
            .filter(|old| find(&self.after, old.urn()).is_none())
            .cloned()
            .collect();
        AppliedSchemas {
            changed: new.count() + gone.len(),
            schemas: urns(&self.after),
            hidden: urns(&gone),
        }
    }
}

fn find<'a>(schemas: &'a [StoredSchema], urn: &str) -> Option<&'a StoredSchema> {
    schemas.iter().find(|one| fold::same(one.urn(), urn))
}

struct Write {
    account: AccountId,
    plan: Plan,
    unique: Vec<BecomesUnique>,
}

impl Work for Write {
    type Output = ();
    type Error = SchemaError;

    async fn run(&self, tx: &mut Tx) -> Result<(), SchemaError> {
        let schemas = tx.schemas();
        schemas.lock(self.account).await?;
        if schemas.of(self.account).await? != self.plan.before {
            return Err(SchemaError::Moved);
        }
        // What was looked at before may have changed since. Who writes values of an account's own
        // attributes holds its schemas, so nobody does now.
        for attribute in &self.unique {
            attribute.check(tx, self.account).await?;
        }
        schemas.put_all(self.account, &self.plan.after).await?;
        // Rules may ask for what the schemas define: everybody is compiled anew.
        Ok(tx.access().raise(self.account).await?)
    }
}
