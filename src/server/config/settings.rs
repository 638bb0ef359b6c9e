//! All settings in one table, each with its value and the place that gave it.

use super::ConfigError;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use toml::Value;

/// Where a value stands, for the message when it is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In `config/default.toml`.
    Default,
    /// In a line of a file.
    File {
        /// Which file.
        file: String,
        /// Which line, from 1.
        line: usize,
    },
    /// In a variable of the environment.
    Variable(String),
    /// In a flag of the command.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("config/default.toml"),
            Self::File { file, line } => write!(f, "{file}:{line}"),
            Self::Variable(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// One setting: its value and where it stands.
#[derive(Clone)]
pub struct Setting {
    /// The value, of the kind that the default has.
    pub value: Value,
    /// Who gave it.
    pub origin: Origin,
}

/// Every setting by its full name, such as `server.listen`.
#[derive(Clone)]
pub struct Settings(pub(super) BTreeMap<String, Setting>);

impl Settings {
    /// Gives a setting another value, which must be of the kind that its default is.
    pub fn put(&mut self, name: &str, value: Value, origin: Origin) -> Result<(), ConfigError> {
        let Some(setting) = self.0.get_mut(name) else {
            let name = name.to_owned();
            return Err(ConfigError::Unknown { origin, name });
        };
        if value.same_type(&setting.value) {
            *setting = Setting { value, origin };
            return Ok(());
        }
        let problem = format!("must be {}", kind(&setting.value));
        let name = name.to_owned();
        Err(ConfigError::Wrong {
            origin,
            name,
            problem,
        })
    }

    /// Gives a setting the value that a text stands for.
    pub fn put_text(&mut self, name: &str, text: &str, origin: Origin) -> Result<(), ConfigError> {
        let value = match self.0.get(name).map(|setting| &setting.value) {
            Some(Value::Boolean(_)) => text.parse().ok().map(Value::Boolean),
            Some(Value::Integer(_)) => text.parse().ok().map(Value::Integer),
            _ => None,
        };
        self.put(name, value.unwrap_or_else(|| Value::from(text)), origin)
    }

    /// The text of a setting; `None` when it is empty.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.0.get(name)?.value.as_str()?;
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The truth of a setting.
    pub fn flag(&self, name: &str) -> bool {
        self.0
            .get(name)
            .and_then(|setting| setting.value.as_bool())
            .unwrap_or_default()
    }

    /// The number of a setting, which must lie in a range.
    pub fn number(&self, name: &str, least: u32, most: u32) -> Result<u32, ConfigError> {
        self.0
            .get(name)
            .and_then(|setting| setting.value.as_integer())
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.wrong(name, &format!("must be from {least} to {most}")))
    }

    /// What the text of a setting stands for; `None` when it is empty.
    pub fn parsed<T: FromStr>(&self, name: &str, wanted: &str) -> Result<Option<T>, ConfigError> {
        self.text(name)
            .map(|text| {
                text.parse()
                    .map_err(|_| self.wrong(name, &format!("must be {wanted}")))
            })
            .transpose()
    }

    /// A complaint about one setting that points at its place.
    pub fn wrong(&self, name: &str, problem: &str) -> ConfigError {
        ConfigError::Wrong {
            origin: self
                .0
                .get(name)
                .map_or(Origin::Default, |setting| setting.origin.clone()),
            name: name.to_owned(),
            problem: problem.to_owned(),
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Boolean(_) => "true or false",
        Value::Integer(_) => "a whole number",
        _ => "a text",
    }
}
