//! What one connection gives by the attributes of a request, before it is granted.

use muster_model::access::{Dimension, Grant, PersonOption, Source, guards};
use muster_model::change::Revision;
use muster_model::ids::ConnectionId;
use muster_model::people::Person;

/// What one connection gives by the attributes it named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub(super) grants: Vec<(Dimension, Vec<Grant>)>,
    /// The options that were named, each with what gives it.
    pub(super) options: Vec<(PersonOption, Vec<Grant>)>,
    /// The entity types whose record sets were named, each with what gives them.
    pub(super) record_sets: Vec<(String, Vec<Grant>)>,
    /// The attributes that stay as they were.
    pub kept: Vec<String>,
    /// What is not allowed and was left out, a line for the provisioning log each.
    pub ignored: Vec<String>,
    /// Names that nothing has: kept as written, they give nothing; a line for the log each.
    pub unknown: Vec<String>,
}

impl Written {
    /// Replaces what this connection gave in each dimension, of each option and for each entity type
    /// that it named.
    pub fn apply(self, person: &mut Revision<Person>, connection: ConnectionId) {
        let source = Source::Scim { connection };
        for (dimension, grants) in self.grants {
            person.grant(&source, dimension, grants);
        }
        let options: Vec<&str> = self.options.iter().map(|(on, _)| on.as_str()).collect();
        let given = self.options.iter().flat_map(|(_, grants)| grants.clone());
        replace(
            person,
            &source,
            Dimension::Option,
            given.collect(),
            |grant| options.contains(&grant.value.as_str()),
        );
        let types: Vec<&str> = self.record_sets.iter().map(|(of, _)| of.as_str()).collect();
        let given = self
            .record_sets
            .iter()
            .flat_map(|(_, grants)| grants.clone());
        replace(
            person,
            &source,
            Dimension::RecordSet,
            given.collect(),
            |grant| entity_of(grant).is_some_and(|entity| types.contains(&entity)),
        );
    }

    /// The grants, by dimension; options aside.
    pub fn grants(&self) -> &[(Dimension, Vec<Grant>)] {
        &self.grants
    }

    /// The options that were named, each with what gives it.
    pub fn options(&self) -> &[(PersonOption, Vec<Grant>)] {
        &self.options
    }

    /// The entity types whose record sets were named, each with what gives them.
    pub fn record_sets(&self) -> &[(String, Vec<Grant>)] {
        &self.record_sets
    }

    pub(super) fn leave_out(&mut self, why: &guards::Barred) {
        let line = format!("left out: {why}");
        if !self.ignored.contains(&line) {
            self.ignored.push(line);
        }
    }
}

/// Replaces those grants of a dimension that a request spoke of.
fn replace(
    person: &mut Revision<Person>,
    source: &Source,
    dimension: Dimension,
    given: Vec<Grant>,
    spoken_of: impl Fn(&Grant) -> bool,
) {
    let of_it = |grant: &&Grant| grant.dimension == dimension && grant.source == *source;
    let held = person.now().grants.iter().filter(of_it);
    let stay = held.filter(|grant| !spoken_of(grant)).cloned();
    let all = stay.chain(given).collect();
    person.grant(source, dimension, all);
}

/// The entity type that a grant of a record set is for.
pub(super) fn entity_of(grant: &Grant) -> Option<&str> {
    grant.value.split_once('=').map(|(entity, _)| entity)
}
