//! Planning what can be allowed: modules with their actions, entity types with their attributes.

use super::planner::Planner;
use super::steps::{Step, once};
use crate::access::file::{AccessFile, At, DecisionsEntry, EntityEntry, FileError, ModuleEntry};
use muster_model::access::{
    ACCOUNT_MODULE, AttributeKind, Catalogue, Decisions, EntityAttribute, EntityType, Module,
    Permission, PlaceKind, SubjectName,
};

impl Planner<'_> {
    /// Notes what can be allowed once the file is applied. A file without modules and entity types
    /// leaves them alone, pruned or not; what the account started with by its preset is never
    /// pruned. What is laid down about decisions is left alone likewise.
    pub(super) fn catalogue(&mut self) -> Result<(), FileError> {
        let mut wanted = self.offered()?;
        wanted.decisions = match &self.file.decisions {
            Some(entry) => decisions(entry)?,
            None => self.after.catalogue.decisions,
        };
        if wanted != self.after.catalogue {
            self.after.catalogue = wanted.clone();
            self.steps.push(Step::PutCatalogue(wanted));
        }
        Ok(())
    }

    /// The modules and entity types once the file is applied.
    fn offered(&self) -> Result<Catalogue, FileError> {
        let file = self.file;
        if file.modules.is_empty() && file.entities.is_empty() {
            return Ok(self.after.catalogue.clone());
        }
        let mut own = file.modules.iter().map(|module| &module.name);
        if let Some(name) = own.find(|name| name.value == ACCOUNT_MODULE) {
            let message = "the module account is Muster's own: leave it out, its actions can be \
                           allowed in every account";
            return Err(FileError::at(name.line, message));
        }
        let mut wanted = if file.prune || self.after.catalogue.modules.is_empty() {
            self.existing.offered.clone()
        } else {
            self.after.catalogue.clone()
        };
        extend(&mut wanted, file)?;
        Ok(wanted)
    }

    /// Refuses to take a module or an action away that a role allows.
    pub(super) fn still_offered(&self) -> Result<(), FileError> {
        let named = self.file.modules.iter().map(|module| &module.name);
        let mut named = named.chain(self.file.entities.iter().map(|entity| &entity.name));
        // A file that names neither takes nothing away.
        let Some(first) = named.next() else {
            return Ok(());
        };
        for role in &self.after.roles {
            for permission in &role.permissions {
                self.after.catalogue.check(permission).map_err(|error| {
                    let way_out = if role.built_in {
                        "keep it, for the role is built in"
                    } else {
                        "keep it, or name the role in this file without it"
                    };
                    let slug = &role.slug;
                    let message =
                        format!("role {slug:?} allows what would be gone: {error}; {way_out}");
                    FileError::at(first.line, message)
                })?;
            }
        }
        Ok(())
    }
}

/// Adds what a file names to what can be allowed.
pub(in crate::access) fn extend(
    catalogue: &mut Catalogue,
    file: &AccessFile,
) -> Result<(), FileError> {
    for entry in &file.modules {
        catalogue.put_module(module(entry)?);
    }
    let names = file.entities.iter().map(|entity| &entity.name);
    once("entity type", names, str::to_owned)?;
    for entry in &file.entities {
        catalogue.put_entity(entity(entry)?);
        let module = &entry.module;
        if catalogue.module(&module.value).is_none() {
            let names: Vec<&str> = catalogue.modules.iter().map(|m| m.name.as_str()).collect();
            let message = format!(
                "there is no module {:?}; use one of: {}",
                module.value,
                names.join(", ")
            );
            return Err(FileError::at(module.line, message));
        }
    }
    file.entities
        .iter()
        .try_for_each(|entry| assigned_by(entry, catalogue))
}

/// Refuses an attribute that names no record: it must be a text of the entity type, and be called
/// after another entity type whose own assignment counts.
fn assigned_by(entry: &EntityEntry, catalogue: &Catalogue) -> Result<(), FileError> {
    let Some(by) = &entry.assigned_by else {
        return Ok(());
    };
    let name = &entry.name.value;
    let mut attributes = entry.attributes.iter();
    let held = attributes.find(|(a, _)| a.value == by.value);
    let itself = catalogue
        .entity(&by.value)
        .is_some_and(|other| other.assigned_by.is_none());
    let by_text = |kind: &At<String>| kind.value == AttributeKind::Text.as_str();
    let takes = match held {
        Some((_, kind)) if itself && by.value != *name && by_text(kind) => return Ok(()),
        Some((_, kind)) if !by_text(kind) => "make the attribute a text: it holds ids of records",
        _ => {
            "name an attribute of it that is called after another entity type, whose own assignment \
             counts"
        }
    };
    let message = format!("{name} cannot be assigned by {:?}: {takes}", by.value);
    Err(FileError::at(by.line, message))
}

fn decisions(entry: &DecisionsEntry) -> Result<Decisions, FileError> {
    let subjects = match &entry.subjects {
        None => SubjectName::default(),
        Some(name) => SubjectName::parse(&name.value).ok_or_else(|| {
            let known = SubjectName::ALL.map(SubjectName::as_str).join(", ");
            let message = format!("{:?} names nobody: use one of: {known}", name.value);
            FileError::at(name.line, message)
        })?,
    };
    Ok(Decisions {
        trust_subject_role: entry.trust_subject_role,
        short_actions: entry.short_actions,
        subjects,
    })
}

fn module(entry: &ModuleEntry) -> Result<Module, FileError> {
    if Permission::parse(&format!("{}.*", entry.name.value)).is_err() {
        let message = format!(
            "{:?} is no module: write one word in lower case",
            entry.name.value
        );
        return Err(FileError::at(entry.name.line, message));
    }
    once("action", entry.actions.iter(), str::to_owned)?;
    let mut actions = Vec::new();
    for action in &entry.actions {
        let whole = format!("{}.{}", entry.name.value, action.value);
        let read = Permission::parse(&whole).ok();
        if read.is_none_or(|read| read.is_pattern()) {
            let message = format!(
                "{whole:?} is no action: write module and action, or action.field_group, in lower case"
            );
            return Err(FileError::at(action.line, message));
        }
        actions.push(action.value.clone());
    }
    Ok(Module {
        name: entry.name.value.clone(),
        actions,
    })
}

fn entity(entry: &EntityEntry) -> Result<EntityType, FileError> {
    check_word("entity type", &entry.name)?;
    let mut attributes = Vec::new();
    for (name, kind) in &entry.attributes {
        check_word("attribute", name)?;
        is_not_the_id(name)?;
        let read = AttributeKind::parse(&kind.value).ok_or_else(|| {
            let known = AttributeKind::ALL.map(AttributeKind::as_str).join(", ");
            let message = format!(
                "{:?} is no kind of attribute: use one of: {known}",
                kind.value
            );
            FileError::at(kind.line, message)
        })?;
        attributes.push(EntityAttribute {
            name: name.value.clone(),
            kind: read,
        });
    }
    Ok(EntityType {
        name: entry.name.value.clone(),
        module: entry.module.value.clone(),
        attributes,
        assigned_by: entry.assigned_by.as_ref().map(|by| by.value.clone()),
        places: places(entry)?,
    })
}

/// The places that records of an entity type have, in the order in which they are looked at.
fn places(entry: &EntityEntry) -> Result<Vec<PlaceKind>, FileError> {
    once("place", entry.places.iter(), str::to_owned)?;
    let mut places = PlaceKind::ALL.to_vec();
    for place in &entry.places {
        if PlaceKind::parse(&place.value).is_none() {
            let known = PlaceKind::ALL.map(PlaceKind::as_str).join(", ");
            let message = format!("{:?} is no place: use one of: {known}", place.value);
            return Err(FileError::at(place.line, message));
        }
    }
    places.retain(|kind| entry.places.iter().any(|one| one.value == kind.as_str()));
    Ok(places)
}

/// Refuses an attribute that would stand for the id that every record has: predicates name it in any
/// case.
fn is_not_the_id(name: &At<String>) -> Result<(), FileError> {
    if !name.value.eq_ignore_ascii_case("id") {
        return Ok(());
    }
    let message = format!(
        "{:?} is no attribute of its own: every record has an id, which is a text; leave it out, or take another name",
        name.value
    );
    Err(FileError::at(name.line, message))
}

/// Refuses what could not be named in a filter (RFC 7643 2.1: the names of attributes).
fn check_word(what: &str, name: &At<String>) -> Result<(), FileError> {
    let text = &name.value;
    let fine = (1..=63).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if fine {
        return Ok(());
    }
    let message = format!(
        "{text:?} cannot name an {what}: use 1 to 63 letters, digits, - and _, a lower-case letter first"
    );
    Err(FileError::at(name.line, message))
}
