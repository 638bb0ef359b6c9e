//! The file with the secret key: 32 random bytes in base64, readable by its owner alone.

use super::ConfigError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster_app::ports::Random;
use muster_model::secret::SecretKey;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// The key, and whether its file was made just now.
pub struct KeyFile {
    /// The key.
    pub key: SecretKey,
    /// Whether it is new: then there can be no data under another one.
    pub made: bool,
}

/// Reads the secret key; a missing file is an error.
pub fn read_secret_key(path: &Path) -> Result<SecretKey, ConfigError> {
    read(path)?.ok_or_else(|| complain(path, "is missing: every process needs the same secret key"))
}

/// Reads the secret key, or makes it on the first start.
pub fn read_or_make(path: &Path, random: &dyn Random) -> Result<KeyFile, ConfigError> {
    if let Some(key) = read(path)? {
        return Ok(KeyFile { key, made: false });
    }
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    let made = make(path, &bytes)?;
    // Another process may have been quicker: then its key is ours.
    let key = read_secret_key(path)?;
    Ok(KeyFile { key, made })
}

fn read(path: &Path) -> Result<Option<SecretKey>, ConfigError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(complain(path, &format!("cannot be read: {why}"))),
    };
    STANDARD
        .decode(text.trim())
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .map(|bytes| Some(SecretKey::new(bytes)))
        .ok_or_else(|| complain(path, "is not a secret key: it must hold 32 bytes in base64"))
}

/// Writes the key beside its place and links it there whole, so that nobody reads half a key.
fn make(path: &Path, bytes: &[u8; 32]) -> Result<bool, ConfigError> {
    let failed = |why: std::io::Error| complain(path, &format!("cannot be made: {why}"));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let draft = path.with_extension(format!("draft-{}", std::process::id()));
    let _ = std::fs::remove_file(&draft);
    let mut file = private(&draft).map_err(failed)?;
    writeln!(file, "{}", STANDARD.encode(bytes)).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    let linked = std::fs::hard_link(&draft, path);
    let _ = std::fs::remove_file(&draft);
    match linked {
        Ok(()) => Ok(true),
        Err(why) if why.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(why) => Err(failed(why)),
    }
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn complain(path: &Path, problem: &str) -> ConfigError {
    ConfigError::File {
        file: path.display().to_string(),
        problem: problem.to_owned(),
    }
}
