//! Planning the rules.

use super::check::is_rule_name;
use super::planner::Planner;
use super::steps::{Step, once};
use crate::access::condition;
use crate::access::file::{FileError, RuleEntry};
use muster_model::access::{Effect, Rule};
use muster_model::ids::{ConnectionId, RuleId};
use muster_model::people::fold;

impl Planner<'_> {
    pub(super) fn rules(&mut self) -> Result<(), FileError> {
        once(
            "rule",
            self.file.rules.iter().map(|rule| &rule.name),
            str::to_owned,
        )?;
        for entry in &self.file.rules {
            let rule = self.rule(entry)?;
            let all = &mut self.after.rules;
            match all.iter_mut().find(|held| held.id == rule.id) {
                Some(held) if *held == rule => continue,
                Some(held) => *held = rule.clone(),
                None => all.push(rule.clone()),
            }
            self.steps.push(Step::PutRule(rule));
        }
        Ok(())
    }

    fn rule(&self, entry: &RuleEntry) -> Result<Rule, FileError> {
        let name = entry.name.value.trim();
        if !is_rule_name(name) {
            let message = "a rule needs a name of 1 to 200 characters";
            return Err(FileError::at(entry.name.line, message));
        }
        condition::read(&entry.when.value, self.existing.kinds.user())
            .map_err(|error| FileError::at(entry.when.line, error.detail))?;
        let held = self.after.rules.iter().find(|rule| rule.name == name);
        Ok(Rule {
            id: held.map_or_else(|| RuleId(self.ids.next()), |rule| rule.id),
            name: name.to_owned(),
            connection: self.connection(entry)?,
            condition: entry.when.value.clone(),
            effects: self.effects(entry)?,
            priority: entry.priority,
            enabled: entry.enabled,
        })
    }

    fn effects(&self, entry: &RuleEntry) -> Result<Vec<Effect>, FileError> {
        let effects = entry.then.effects(&self.after);
        effects.map_err(|error| {
            let mut lines = entry.then_lines.iter();
            let own = lines.find(|(key, _)| Some(*key) == error.key);
            FileError::at(
                own.map_or(entry.name.line, |(_, line)| *line),
                error.to_string(),
            )
        })
    }

    fn connection(&self, entry: &RuleEntry) -> Result<Option<ConnectionId>, FileError> {
        let Some(given) = &entry.connection else {
            return Ok(None);
        };
        let key = fold(given.value.trim());
        let all = &self.after.directories;
        let found = all
            .iter()
            .find(|held| fold(&held.name) == key || held.id.to_string() == key);
        if let Some(directory) = found {
            return Ok(Some(directory.id));
        }
        let known: Vec<&str> = all.iter().map(|held| held.name.as_str()).collect();
        let message = match known.as_slice() {
            [] => format!(
                "connection {:?} does not exist, and the account has none: \
                 `muster connection create` makes one",
                given.value
            ),
            known => format!(
                "connection {:?} does not exist; the account has: {}",
                given.value,
                known.join(", ")
            ),
        };
        Err(FileError::at(given.line, message))
    }
}
