//! The data folder and the secret key: there, and nobody else's to read.

use super::Check;
use crate::config::{Config, read_secret_key};
use std::path::Path;

pub(super) fn examine(config: &Config) -> Vec<Check> {
    let (folder, key) = (&config.server.data_dir, &config.server.secret_key_file);
    vec![data_dir(folder), secret_key(key)]
}

fn data_dir(folder: &Path) -> Check {
    let name = "data_dir";
    let shown = folder.display();
    match open_to(folder) {
        None => Check::doubtful(
            name,
            format!("{shown} is not there yet: `muster serve` makes it"),
        ),
        Some(0) => Check::fine(name, format!("{shown} is open to its owner alone")),
        Some(mode) => Check::doubtful(
            name,
            format!("{shown} is open to others ({mode:03o}): run `chmod 700 {shown}`"),
        ),
    }
}

fn secret_key(file: &Path) -> Check {
    let name = "secret_key";
    let shown = file.display();
    let Some(mode) = open_to(file) else {
        return Check::doubtful(
            name,
            format!("{shown} is not there yet: the first start makes it"),
        );
    };
    if let Err(why) = read_secret_key(file) {
        return Check::broken(name, why.to_string());
    }
    if mode == 0 {
        Check::fine(name, format!("{shown} is open to its owner alone"))
    } else {
        let detail = format!("{shown} is open to others ({mode:03o}): run `chmod 600 {shown}`");
        Check::broken(name, detail)
    }
}

/// The rights that group and others have on a file; nothing when it is not there.
#[cfg(unix)]
fn open_to(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = std::fs::metadata(path).ok()?;
    Some(found.permissions().mode() & 0o077)
}

/// The rights that group and others have on a file; nothing when it is not there.
#[cfg(not(unix))]
fn open_to(path: &Path) -> Option<u32> {
    path.exists().then_some(0)
}
