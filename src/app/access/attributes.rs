//! What a directory writes into the access attributes of a User becomes grants.

use super::names;
use muster_model::access::{Dimension, Grant, Policy, Source};
use muster_model::change::Revision;
use muster_model::clock::Timestamp;
use muster_model::ids::{ConnectionId, GrantId, Ids};
use muster_model::people::{Person, fold};
use muster_scim::error::Error;
use serde_json::{Map, Value};

/// The access attributes of Muster's User extension, as directories write them.
pub const ATTRIBUTES: [&str; 4] = ["role", "workspaces", "fleetAccess", "fleetGroups"];

/// The words that `fleetAccess` takes.
const FLEET_WORDS: [&str; 3] = ["entire", "groups", "none"];

/// What one connection gives by the attributes it named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    grants: Vec<(Dimension, Vec<Grant>)>,
    /// What is not allowed and was left out, a line for the provisioning log each.
    pub ignored: Vec<String>,
}

impl Written {
    /// Replaces what this connection gave in each dimension that it named.
    pub fn apply(self, person: &mut Revision<Person>, connection: ConnectionId) {
        let source = Source::Scim { connection };
        for (dimension, grants) in self.grants {
            person.grant(&source, dimension, grants);
        }
    }

    /// The grants, by dimension.
    pub fn grants(&self) -> &[(Dimension, Vec<Grant>)] {
        &self.grants
    }
}

/// Who writes, and with what its grants are made.
pub struct Writer<'a> {
    /// The connection.
    pub connection: ConnectionId,
    /// What can be given.
    pub policy: &'a Policy,
    /// Where the ids of new grants come from.
    pub ids: &'a dyn Ids,
    /// When it is written.
    pub now: Timestamp,
}

/// Reads the access attributes of an extension object.
///
/// An attribute that is absent is left alone; null, "" and an empty list clear it (decision 25 of
/// the house). A value that names nothing is 400 `invalidValue` with the names there are. Names
/// and ids are taken in any case, several in one string with `;` between them or in a list.
pub fn read(extension: &Map<String, Value>, writer: &Writer<'_>) -> Result<Written, Error> {
    let mut written = Written::default();
    for (name, value) in extension {
        let Some(attribute) = ATTRIBUTES.iter().find(|known| fold(known) == fold(name)) else {
            continue;
        };
        let given = values(attribute, value)?;
        let (dimension, values) = match *attribute {
            "role" => match writer.role(&given, &mut written.ignored)? {
                Some(values) => (Dimension::Role, values),
                None => continue,
            },
            "workspaces" => (Dimension::Workspace, writer.workspaces(&given)?),
            "fleetAccess" => (Dimension::FleetAccess, fleet_access(&given)?),
            _ => (Dimension::FleetGroup, writer.fleet_groups(&given)?),
        };
        written
            .grants
            .push((dimension, writer.grants(dimension, values)));
    }
    Ok(written)
}

impl Writer<'_> {
    /// The one role; nothing when it is left out.
    fn role(
        &self,
        given: &[String],
        ignored: &mut Vec<String>,
    ) -> Result<Option<Vec<String>>, Error> {
        let one = match given {
            [] => return Ok(Some(Vec::new())),
            [one] => one,
            _ => return Err(Error::invalid_value("role takes one role, not a list")),
        };
        let role = names::role(self.policy, one).map_err(|error| refused(&error))?;
        let why = if role.is_owner() {
            "no directory can make an owner"
        } else if role.is_privileged() && !self.policy.trusts(self.connection) {
            "it holds account permissions, and the connection is not privileged"
        } else {
            return Ok(Some(vec![role.id.to_string()]));
        };
        ignored.push(format!("role {:?} was left out: {why}", role.name));
        Ok(None)
    }

    fn workspaces(&self, given: &[String]) -> Result<Vec<String>, Error> {
        let find = |name: &String| match names::workspace(self.policy, name) {
            Ok(workspace) => Ok(workspace.id.to_string()),
            Err(_) if fold(name) == "all" => Ok("all".to_owned()),
            Err(error) => Err(refused(&error)),
        };
        given.iter().map(find).collect()
    }

    fn fleet_groups(&self, given: &[String]) -> Result<Vec<String>, Error> {
        let find = |name: &String| {
            names::fleet_group(self.policy, name)
                .map(|group| group.id.to_string())
                .map_err(|error| refused(&error))
        };
        given.iter().map(find).collect()
    }

    fn grants(&self, dimension: Dimension, mut values: Vec<String>) -> Vec<Grant> {
        values.sort();
        values.dedup();
        let grant = |value: String| Grant {
            id: GrantId(self.ids.next()),
            dimension,
            value,
            source: Source::Scim {
                connection: self.connection,
            },
            created_at: self.now,
        };
        values.into_iter().map(grant).collect()
    }
}

fn fleet_access(given: &[String]) -> Result<Vec<String>, Error> {
    let words: Vec<String> = given.iter().map(|word| fold(word)).collect();
    match words.as_slice() {
        [] => Ok(words),
        [word] if FLEET_WORDS.contains(&word.as_str()) => Ok(words),
        _ => Err(Error::invalid_value(format!(
            "fleetAccess takes one of: {}",
            FLEET_WORDS.join(", ")
        ))),
    }
}

fn refused(error: &names::Unknown) -> Error {
    Error::invalid_value(error.to_string())
}

/// The values of an attribute: none for null, one or several in a string, or a list of strings.
fn values(name: &str, value: &Value) -> Result<Vec<String>, Error> {
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

fn not_text(name: &str) -> Error {
    Error::invalid_value(format!("{name} takes text, or a list of texts"))
}
