//! Planning who sees records by assignment alone, and what is settled about assigning.

use super::planner::Planner;
use super::steps::Step;
use crate::access::file::{AccessFile, At, FileError};
use crate::access::names;
use muster_model::access::{AssignWhen, Assigning, Visibility};

impl Planner<'_> {
    /// Notes what is settled about assignments; what the account started with by its preset is
    /// never pruned.
    pub(super) fn assigning(&mut self) -> Result<(), FileError> {
        let wanted = settled(self.after.assigning, self.file)?;
        if wanted != self.after.assigning {
            self.after.assigning = wanted;
            self.steps.push(Step::Assigning(wanted));
        }
        Ok(())
    }
}

/// What is settled once a file is applied; what it does not name stays.
pub(in crate::access) fn settled(
    held: Assigning,
    file: &AccessFile,
) -> Result<Assigning, FileError> {
    let mut settled = held;
    if let Some(word) = &file.assign_when {
        settled.when = AssignWhen::parse(&word.value).ok_or_else(|| {
            let known = AssignWhen::ALL.map(AssignWhen::as_str).join(", ");
            FileError::at(word.line, format!("assign_when takes one of: {known}"))
        })?;
    }
    if let Some(guests) = &file.guests_per_record {
        settled.guests = guests.value;
    }
    Ok(settled)
}

/// Whether whoever has a role sees records without being assigned to them.
pub(in crate::access) fn visibility_of(
    given: Option<&At<String>>,
) -> Result<Visibility, FileError> {
    let Some(word) = given else {
        return Ok(Visibility::All);
    };
    names::visibility(&word.value).map_err(|why| FileError::at(word.line, why.to_string()))
}
