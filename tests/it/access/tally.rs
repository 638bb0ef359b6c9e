//! What the sequences came by, so that none of it is left out unnoticed.

use super::facts::{Facts, Grant, Person};
use super::ledger::Done;
use super::roles;
use super::standing::is_orphan;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What must have decided something, by what it is about and whose word it is, when there were
/// sequences enough. What is rarer is counted and printed alone.
const WANTED: [&str; 38] = [
    "assigned by hand",
    "assigned by scim",
    "assignment behind the others",
    "assignment from within",
    "assignment of assigned",
    "assignment of single",
    "assignment.elsewhere",
    "assignment.not_registered",
    "fleet_access by pin",
    "fleet_access by scim",
    "fleet_group by manual",
    "fleet_group by rule",
    "fleet_group by scim",
    "option by manual",
    "option by scim",
    "option waiting",
    "record_set by manual",
    "record_set by pin",
    "record_set by rule",
    "record_set by scim",
    "role by core roles",
    "role by default",
    "role by manual",
    "role by pin",
    "role by rule",
    "role by scim",
    "unassigned",
    "visibility by manual",
    "visibility by pin",
    "visibility by rule",
    "visibility by scim",
    "workspace by manual",
    "workspace by rule",
    "workspace by scim",
    "yes by a case group",
    "yes in the last seat",
    "yes of assigned",
    "yes of single",
];

/// From so many sequences on all of it must be there.
const ENOUGH: usize = 100;

/// How often what was seen.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<String, usize>);

impl Tally {
    /// Counts the reasons that somebody is shown for what they have.
    pub(super) fn count(&mut self, person: &Person) {
        let access = person.compiled.as_ref();
        let because = access.and_then(|access| access["because"].as_array());
        let mut options = Vec::new();
        for reason in because.into_iter().flatten() {
            let text = |value: &Value| value.as_str().expect("a word").to_owned();
            let dimension = text(&reason["dimension"]);
            let by = text(&reason["source"]["kind"]);
            self.one(format!("{dimension} by {by}"));
            if dimension == "option" && by == "scim" {
                options.push(text(&reason["value"]));
            }
        }
        let of_role = |grant: &Grant| grant.dimension == "role" && grant.source["kind"] == "scim";
        if roles::speak(&person.profile) && person.grants.iter().any(of_role) {
            self.one("role by core roles".to_owned());
        }
        let of_directories = person
            .grants
            .iter()
            .filter(|grant| grant.dimension == "option" && grant.source["kind"] == "scim");
        for _ in of_directories.filter(|grant| !options.contains(&grant.value)) {
            self.one("option waiting".to_owned());
        }
    }

    /// Counts the grants that somebody had of what is gone now.
    pub(super) fn count_gone(&mut self, was: &Person, after: &Facts) {
        for grant in was.grants.iter().filter(|grant| is_orphan(after, grant)) {
            self.one(format!("{} with its grants gone", grant.dimension));
        }
    }

    /// Counts how somebody who sees so much was answered.
    pub(super) fn count_answer(&mut self, seen: &str, answer: &str) {
        self.one(format!("{answer} of {seen}"));
    }

    /// Counts how somebody was answered because of what.
    pub(super) fn count_because(&mut self, answer: &str, why: &str) {
        self.one(format!("{answer} {why}"));
    }

    /// Counts who was assigned, and why not.
    pub(super) fn count_desk(&mut self, before: &Facts, after: &Facts, done: &Done<'_>) {
        for one in &after.desk.assigned {
            if !before.desk.assigned.iter().any(|was| was.id == one.id) {
                let by = if one.connection.is_some() {
                    "scim"
                } else {
                    "hand"
                };
                self.one(format!("assigned by {by}"));
            }
        }
        for was in &before.desk.assigned {
            if !after.desk.assigned.iter().any(|one| one.id == was.id) {
                self.one("unassigned".to_owned());
            }
        }
        for answer in done.answers.iter().flatten() {
            if let Some(code) = answer["refused"].as_str() {
                self.one(code.to_owned());
            }
        }
    }

    /// After so many sequences nothing that is wanted is missing.
    pub(super) fn check(&self, sequences: usize) {
        let missing = |wanted: &&&str| !self.0.contains_key(**wanted);
        let missing: Vec<_> = WANTED.iter().filter(missing).collect();
        assert!(
            sequences < ENOUGH || missing.is_empty(),
            "never drawn: {missing:?}"
        );
    }

    fn one(&mut self, what: String) {
        *self.0.entry(what).or_default() += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.iter();
        let all: Vec<String> = all.map(|(what, often)| format!("{what} {often}")).collect();
        f.write_str(&all.join(", "))
    }
}
