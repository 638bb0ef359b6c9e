//! The secret key is made once, for its owner's eyes alone.

use crate::config::{read_or_make, read_secret_key};
use crate::random::SystemRandom;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn the_first_start_makes_a_key_and_the_second_finds_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/secret.key");
    let first = read_or_make(&path, &SystemRandom).unwrap();
    let second = read_or_make(&path, &SystemRandom).unwrap();
    assert_eq!((first.made, second.made), (true, false));
    assert_eq!(first.key.fingerprint(), second.key.fingerprint());
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let left: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "a draft was left behind");
}

#[test]
fn half_a_key_is_refused_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.key");
    std::fs::write(&path, "c2hvcnQ=").unwrap();
    let said = read_or_make(&path, &SystemRandom)
        .err()
        .unwrap()
        .to_string();
    assert!(said.ends_with("is not a secret key: it must hold 32 bytes in base64"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "c2hvcnQ=");
}

#[test]
fn a_missing_key_is_told_to_who_may_not_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let said = read_secret_key(&folder.path().join("secret.key")).unwrap_err();
    assert!(said.to_string().contains("is missing"));
}
