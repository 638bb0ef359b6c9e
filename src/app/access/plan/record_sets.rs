//! Planning the record sets.

use super::check::check_name;
use super::planner::Planner;
use super::steps::{Step, once};
use crate::access::file::{FileError, RecordSetEntry};
use crate::access::record_sets::{read_reaches, told_reaches};
use muster_model::access::{Reaches, RecordSet};
use muster_model::ids::RecordSetId;
use muster_model::people::fold;
use std::collections::BTreeMap;

impl Planner<'_> {
    pub(super) fn record_sets(&mut self) -> Result<(), FileError> {
        let file = self.file;
        once(
            "record set",
            file.record_sets.iter().map(|set| &set.name),
            fold,
        )?;
        for entry in &file.record_sets {
            let set = self.record_set(entry)?;
            let all = &mut self.after.record_sets;
            match all.iter_mut().find(|held| held.id == set.id) {
                Some(held) if *held == set => continue,
                Some(held) => *held = set.clone(),
                None => all.push(set.clone()),
            }
            self.steps.push(Step::PutRecordSet(set));
        }
        Ok(())
    }

    fn record_set(&self, entry: &RecordSetEntry) -> Result<RecordSet, FileError> {
        check_name("record set", &entry.name)?;
        let name = entry.name.value.trim();
        let types = read_reaches(&entry.types, &self.after.catalogue)
            .map_err(|why| FileError::at(entry.name.line, why.to_string()))?;
        let mut all = self.after.record_sets.iter();
        let held = all.find(|held| fold(&held.name) == fold(name));
        Ok(RecordSet {
            id: held.map_or_else(|| RecordSetId(self.ids.next()), |held| held.id),
            name: name.to_owned(),
            of: held.and_then(|held| held.of),
            types,
        })
    }

    /// Refuses to take an entity type or an attribute away that a record set or a role asks for.
    pub(super) fn still_read(&self) -> Result<(), FileError> {
        let modules = self.file.modules.iter().map(|module| &module.name);
        let named = modules.chain(self.file.entities.iter().map(|entity| &entity.name));
        // A file that names neither takes nothing away.
        let Some(first) = named.min_by_key(|name| name.line) else {
            return Ok(());
        };
        let still = |what: &str, name: &str, types: &BTreeMap<String, Reaches>| {
            let told = told_reaches(types);
            let unread = |catalogue| read_reaches(&told, catalogue).err();
            // What an earlier version took and this one does not is not taken away by the file.
            match unread(&self.after.catalogue) {
                Some(why) if unread(&self.existing.policy.catalogue).as_ref() != Some(&why) => {
                    let message = format!("{what} {name:?} asks for what would be gone: {why}");
                    Err(FileError::at(first.line, message))
                }
                _ => Ok(()),
            }
        };
        for set in &self.after.record_sets {
            still("record set", &set.name, &set.types)?;
        }
        for role in &self.after.roles {
            still("role", &role.slug, &role.records)?;
        }
        Ok(())
    }
}
