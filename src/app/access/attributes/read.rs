//! Reading the access attributes that a directory writes.

use super::written::{Written, entity_of};
use crate::access::names;
use crate::access::record_sets::record_grant;
use muster_model::access::{
    Dimension, EntityType, Grant, Ownership, Part, PersonOption, Policy, Source, Visibility,
    guards, record_set_attribute,
};
use muster_model::clock::Timestamp;
use muster_model::ids::{ConnectionId, GrantId, Ids};
use muster_model::people::{ACCESS_ATTRIBUTES, fold};
use muster_scim::error::Error;
use serde_json::{Map, Value};

/// Stands among the access attributes for record sets that are named without an entity type.
pub(crate) const EVERY_RECORD_SET: &str = "recordSets";

/// The words that `fleetAccess` takes.
const FLEET_WORDS: [&str; 3] = ["entire", "groups", NO_FLEET];

const NO_FLEET: &str = "none";

/// Who writes, and with what its grants are made.
pub struct Writer<'a> {
    /// The connection.
    pub connection: ConnectionId,
    /// Its name.
    pub name: &'a str,
    /// Who keeps the parts that it writes.
    pub ownership: &'a Ownership,
    /// What can be given.
    pub policy: &'a Policy,
    /// What the person has been granted: a row that stays is the same row.
    pub held: &'a [Grant],
    /// Where the ids of new grants come from.
    pub ids: &'a dyn Ids,
    /// When it is written.
    pub now: Timestamp,
    /// The attributes that say what they said before.
    pub again: &'a [String],
    /// Whether what names nothing, or cannot be read, is noted; otherwise it is refused.
    pub forgives: bool,
}

/// Reads the access attributes of an extension object.
///
/// An attribute that is absent is left alone; null, "" and an empty list clear it (decision 25 of
/// the house). A value that names nothing gives nothing, or is 400 `invalidValue` with the names
/// there are; so is one that cannot be read. What was named by a name that has gone since stays as
/// long as the same is said: a rename takes nothing away. Names and ids are taken in any case, several in one
/// string with `;` between them or in a list. What is
/// said of an option is granted also where people keep options: compiling leaves it out until the
/// directory's word counts. A record set that nothing is called reaches nothing: what is restricted must
/// not open because its name is wrong.
pub fn read(extension: &Map<String, Value>, writer: &Writer<'_>) -> Result<Written, Error> {
    let mut written = Written::default();
    for (name, value) in extension {
        let is_meant = |known: &&&'static str| fold(known) == fold(name);
        let entity = writer.policy.catalogue.of_record_set(name);
        let attribute = match (ACCESS_ATTRIBUTES.iter().find(is_meant), entity) {
            (Some(known), _) => (*known).to_owned(),
            (None, Some(entity)) => record_set_attribute(&entity.name),
            (None, None) if name == EVERY_RECORD_SET => name.clone(),
            (None, None) => continue,
        };
        writer.hear(&attribute, entity, value, &mut written)?;
    }
    Ok(written)
}

impl Writer<'_> {
    /// What one attribute gives.
    fn hear(
        &self,
        attribute: &str,
        entity: Option<&EntityType>,
        value: &Value,
        written: &mut Written,
    ) -> Result<(), Error> {
        let barred = guards::ignores(
            part_of(attribute),
            self.ownership,
            (self.connection, self.name),
        )
        .err();
        if let Some(why) = &barred {
            written.leave_out(why);
        }
        if let Some(option) = PersonOption::of_attribute(attribute) {
            let grants = self.option(option, value, written)?;
            written.options.push((option, grants));
            return Ok(());
        }
        if barred.is_some() {
            written.kept.push(attribute.to_owned());
            return Ok(());
        }
        if entity.is_some() || attribute == EVERY_RECORD_SET {
            let entity = entity.map_or("*", |entity| &entity.name);
            return self.record_sets(entity, (attribute, value), written);
        }
        let known = written.unknown.len();
        let read = match attribute {
            "recordVisibility" => restricting(attribute, value),
            _ => values(attribute, value),
        };
        let given = match read {
            Ok(given) => given,
            Err(why) => {
                self.unknown(why, written)?;
                Vec::new()
            }
        };
        let (dimension, mut values) = match attribute {
            "role" => match self.role(&given, written)? {
                Some(values) => (Dimension::Role, values),
                None => return Ok(()),
            },
            "workspaces" => (Dimension::Workspace, self.workspaces(&given, written)?),
            "fleetAccess" => (Dimension::FleetAccess, self.fleet_access(&given, written)?),
            "recordVisibility" => (Dimension::Visibility, self.visibility(&given, written)?),
            _ => (Dimension::FleetGroup, self.fleet_groups(&given, written)?),
        };
        if written.unknown.len() > known && self.says_again(attribute) {
            values.extend(self.mine(dimension).map(|grant| grant.value.clone()));
        }
        written
            .grants
            .push((dimension, self.grants(dimension, values)));
        Ok(())
    }

    /// The one role; nothing when it is left out.
    fn role(&self, given: &[String], written: &mut Written) -> Result<Option<Vec<String>>, Error> {
        let one = match given {
            [] => return Ok(Some(Vec::new())),
            [one] => one,
            _ => {
                self.unknown("role takes one role, not a list".to_owned(), written)?;
                return Ok(Some(Vec::new()));
            }
        };
        let role = match names::role(self.policy, one) {
            Ok(role) => role,
            Err(error) => {
                self.unknown(error.to_string(), written)?;
                return Ok(Some(Vec::new()));
            }
        };
        let may = guards::owners_role(role)
            .and_then(|()| guards::gives_privileged(role, &[self.connection], self.policy));
        match may {
            Ok(()) => Ok(Some(vec![role.id.to_string()])),
            Err(why) => {
                written.ignored.push(format!("left out: {why}"));
                written.kept.push("role".to_owned());
                Ok(None)
            }
        }
    }

    /// What `true` gives; `false` and null give nothing.
    fn option(
        &self,
        option: PersonOption,
        value: &Value,
        written: &mut Written,
    ) -> Result<Vec<Grant>, Error> {
        let values = match value {
            Value::Bool(true) => vec![option.as_str().to_owned()],
            Value::Bool(false) | Value::Null => Vec::new(),
            _ => {
                let name = option.attribute();
                self.unknown(format!("{name} takes true or false"), written)?;
                Vec::new()
            }
        };
        Ok(self.grants(Dimension::Option, values))
    }

    /// The record sets for an entity type, or for every one that a set speaks of.
    fn record_sets(
        &self,
        entity: &str,
        (attribute, value): (&str, &Value),
        written: &mut Written,
    ) -> Result<(), Error> {
        let known = written.unknown.len();
        let given = match restricting(attribute, value) {
            Ok(given) => given,
            Err(why) => {
                self.unknown(why, written)?;
                Vec::new()
            }
        };
        let mut values = self.known(&given, written, |name| {
            record_grant(self.policy, entity, name, None).map(|grant| grant.to_string())
        })?;
        if written.unknown.len() > known {
            if self.says_again(attribute) {
                let mine = self.mine(Dimension::RecordSet);
                let mine = mine.filter(|grant| entity_of(grant) == Some(entity));
                values.extend(mine.map(|grant| grant.value.clone()));
            }
            if values.is_empty() {
                values.push(format!("{entity}=none"));
            }
        }
        let grants = self.grants(Dimension::RecordSet, values);
        written.record_sets.push((entity.to_owned(), grants));
        Ok(())
    }

    /// Whether an attribute says what it said before.
    fn says_again(&self, attribute: &str) -> bool {
        self.again.iter().any(|again| again == attribute)
    }

    fn workspaces(&self, given: &[String], written: &mut Written) -> Result<Vec<String>, Error> {
        self.known(given, written, |name| {
            match names::workspace(self.policy, name) {
                Err(_) if fold(name) == "all" => Ok("all".to_owned()),
                found => found.map(|workspace| workspace.id.to_string()),
            }
        })
    }

    fn fleet_groups(&self, given: &[String], written: &mut Written) -> Result<Vec<String>, Error> {
        self.known(given, written, |name| {
            names::fleet_group(self.policy, name).map(|group| group.id.to_string())
        })
    }

    fn fleet_access(&self, given: &[String], written: &mut Written) -> Result<Vec<String>, Error> {
        let words: Vec<String> = given.iter().map(|word| fold(word)).collect();
        match words.as_slice() {
            [] => Ok(words),
            [word] if FLEET_WORDS.contains(&word.as_str()) => Ok(words),
            _ => {
                let words = FLEET_WORDS.join(", ");
                self.unknown(format!("fleetAccess takes one of: {words}"), written)?;
                // What cannot be read opens nothing.
                Ok(vec![NO_FLEET.to_owned()])
            }
        }
    }

    fn visibility(&self, given: &[String], written: &mut Written) -> Result<Vec<String>, Error> {
        match given {
            [] => Ok(Vec::new()),
            [one] if names::visibility(one).is_ok() => Ok(vec![fold(one.trim())]),
            _ => {
                let words = Visibility::ALL.map(Visibility::as_str).join(", ");
                self.unknown(format!("recordVisibility takes one of: {words}"), written)?;
                // What cannot be read opens nothing.
                Ok(vec![Visibility::Single.as_str().to_owned()])
            }
        }
    }

    /// The ids of those names that something has.
    fn known<F>(
        &self,
        given: &[String],
        written: &mut Written,
        find: F,
    ) -> Result<Vec<String>, Error>
    where
        F: Fn(&String) -> Result<String, names::Unknown>,
    {
        let mut ids = Vec::new();
        for name in given {
            match find(name) {
                Ok(id) => ids.push(id),
                Err(error) => self.unknown(error.to_string(), written)?,
            }
        }
        Ok(ids)
    }

    /// A name that nothing has, or a value of another shape: noted, or 400 `invalidValue`.
    fn unknown(&self, why: String, written: &mut Written) -> Result<(), Error> {
        if !self.forgives {
            return Err(Error::invalid_value(why));
        }
        written.unknown.push(why);
        Ok(())
    }

    fn grants(&self, dimension: Dimension, mut values: Vec<String>) -> Vec<Grant> {
        values.sort();
        values.dedup();
        let grant = |value: String| {
            let held = self.mine(dimension).find(|grant| grant.value == value);
            held.cloned().unwrap_or_else(|| Grant {
                id: GrantId(self.ids.next()),
                dimension,
                value,
                source: self.source(),
                created_at: self.now,
            })
        };
        values.into_iter().map(grant).collect()
    }

    /// What this connection gives by now.
    fn mine(&self, dimension: Dimension) -> impl Iterator<Item = &Grant> {
        let source = self.source();
        let mine = move |grant: &&Grant| grant.dimension == dimension && grant.source == source;
        self.held.iter().filter(mine)
    }

    fn source(&self) -> Source {
        Source::Scim {
            connection: self.connection,
        }
    }
}

/// The values of an attribute: none for null, one or several in a string, or a list of strings.
fn values(name: &str, value: &Value) -> Result<Vec<String>, String> {
    let texts: Vec<&str> = match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text],
        Value::Array(list) => list
            .iter()
            .map(|item| item.as_str().or_else(|| item.get("value")?.as_str()))
            .collect::<Option<_>>()
            .ok_or_else(|| not_text(name))?,
        _ => return Err(not_text(name)),
    };
    Ok(texts
        .into_iter()
        .flat_map(|text| text.split(';'))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect())
}

/// The values of an attribute that takes something away: a text of nothing but blanks takes no word
/// back, it is a name that nothing has.
fn restricting(name: &str, value: &Value) -> Result<Vec<String>, String> {
    let given = values(name, value)?;
    let mut texts = match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        Value::String(text) => vec![text.as_str()],
        _ => Vec::new(),
    };
    texts.retain(|text| given.is_empty() && !text.is_empty());
    Ok(match texts.first() {
        Some(blank) => vec![(*blank).to_owned()],
        None => given,
    })
}

fn part_of(attribute: &str) -> Part {
    match attribute {
        "role" => Part::Role,
        name if PersonOption::of_attribute(name).is_some() => Part::Options,
        _ => Part::Scope,
    }
}

fn not_text(name: &str) -> String {
    format!("{name} takes text, or a list of texts")
}
