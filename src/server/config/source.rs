//! The layers above the defaults: the environment as it was at the start, a file, flags.

use super::{ConfigError, Origin, Settings};
use std::path::{Path, PathBuf};
use toml::Value;
use toml::de::{DeTable, DeValue};

/// What is laid over the defaults, in this order.
#[derive(Clone, Default)]
pub struct Source {
    /// The file that `--config` names.
    pub file: Option<PathBuf>,
    /// The variables of the environment.
    pub environment: Vec<(String, String)>,
    /// Flags of the command: the flag, the setting it stands for, its text.
    pub flags: Vec<(&'static str, &'static str, String)>,
}

/// The short forms that scripts use beside `MUSTER_<SECTION>__<KEY>`.
pub(super) const SHORT: &[(&str, &str)] = &[
    ("MUSTER_LISTEN", "server.listen"),
    ("MUSTER_PUBLIC_URL", "server.public_url"),
    ("MUSTER_DATA_DIR", "server.data_dir"),
    ("MUSTER_DATABASE_URL", "database.url"),
    ("MUSTER_MAIL_URL", "mail.url"),
    ("MUSTER_SECRET_KEY_FILE", "server.secret_key_file"),
    ("MUSTER_OUTBOUND_ALLOW_PRIVATE", "outbound.allow_private"),
    ("MUSTER_TLS_CERT", "tls.cert"),
    ("MUSTER_TLS_KEY", "tls.key"),
    ("MUSTER_LOG", "log.level"),
    ("MUSTER_LOG_FORMAT", "log.format"),
];

/// The variables of the environment whose names begin with `MUSTER_`; others are nobody's business.
pub fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("MUSTER_"))
        .collect()
}

/// Lays the variables over the settings. A name with `__` must be a setting's.
pub(super) fn lay_environment(
    settings: &mut Settings,
    environment: &[(String, String)],
) -> Result<(), ConfigError> {
    for (variable, text) in environment {
        let origin = Origin::Variable(variable.clone());
        let short = SHORT.iter().find(|(name, _)| name == variable);
        if let Some((_, name)) = short {
            settings.put_text(name, text, origin)?;
        } else if let Some((section, key)) = variable
            .strip_prefix("MUSTER_")
            .and_then(|rest| rest.split_once("__"))
        {
            let name = format!("{section}.{key}").to_ascii_lowercase();
            settings.put_text(&name, text, origin)?;
        }
    }
    Ok(())
}

/// Lays the keys of a file over the settings; a wrong one is named with its line.
pub(super) fn lay_file(settings: &mut Settings, path: &Path) -> Result<(), ConfigError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|why| ConfigError::File {
        file: file.clone(),
        problem: format!("cannot be read: {why}"),
    })?;
    let document = DeTable::parse(&text).map_err(|why| ConfigError::Syntax {
        file: file.clone(),
        line: line_of(&text, why.span().map_or(0, |span| span.start)),
        problem: why.message().replace('\n', " "),
    })?;
    let at = |offset: usize| Origin::File {
        file: file.clone(),
        line: line_of(&text, offset),
    };
    for (section, value) in document.get_ref() {
        let DeValue::Table(keys) = value.get_ref() else {
            return Err(ConfigError::Unknown {
                origin: at(section.span().start),
                name: section.get_ref().to_string(),
            });
        };
        for (key, value) in keys {
            let name = format!("{}.{}", section.get_ref(), key.get_ref());
            settings.put(&name, plain(value.get_ref()), at(key.span().start))?;
        }
        if !settings.has_section(section.get_ref()) {
            return Err(ConfigError::Unknown {
                origin: at(section.span().start),
                name: section.get_ref().to_string(),
            });
        }
    }
    Ok(())
}

impl Settings {
    fn has_section(&self, section: &str) -> bool {
        self.0
            .keys()
            .any(|name| name.split_once('.').is_some_and(|(s, _)| s == section))
    }
}

/// A scalar of the file as a value; what no setting can be becomes an empty list, which none is.
fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Boolean(truth) => Value::Boolean(*truth),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Array(Vec::new()), Value::Integer),
        _ => Value::Array(Vec::new()),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}
