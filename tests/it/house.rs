//! The walls of the house: which crate may use which (docs/architecture.md).

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What each of our crates may reach of ours.
const ARROWS: &[(&str, &[&str])] = &[
    ("muster-fold", &[]),
    ("muster-scim", &["muster-fold"]),
    ("muster-model", &["muster-fold"]),
    ("muster-migrations", &[]),
    ("muster-conformance", &[]),
    (
        "muster-store",
        &["muster-scim", "muster-model", "muster-migrations"],
    ),
    (
        "muster-app",
        &["muster-scim", "muster-model", "muster-store"],
    ),
    ("muster-web", &["muster-scim", "muster-model", "muster-app"]),
    ("muster-outbound", &["muster-model", "muster-app"]),
    (
        "muster",
        &[
            "muster-model",
            "muster-scim",
            "muster-store",
            "muster-app",
            "muster-web",
            "muster-outbound",
        ],
    ),
];

/// Crates with one room each.
const ROOMS: &[(&str, &[&str])] = &[
    ("sea-orm", &["muster-store"]),
    ("sea-orm-migration", &["muster-migrations"]),
    ("sqlx", &["muster-store"]),
    ("axum", &["muster-web", "muster"]),
    ("askama", &["muster-web", "muster-outbound"]),
    ("lettre", &["muster-outbound"]),
    ("reqwest", &["muster-outbound", "muster-conformance"]),
];

/// What floor 0 may use, beside itself.
const PURE: &[&str] = &[
    "serde",
    "serde_json",
    "thiserror",
    "uuid",
    "time",
    "sha2",
    "hmac",
    "ed25519-dalek",
    "unicode-normalization",
    "muster-fold",
];

fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let name = package["name"].as_str().expect("a name").to_owned();
            let uses = package["dependencies"].as_array().expect("dependencies");
            let uses = uses
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(|dependency| dependency["name"].as_str().expect("a name").to_owned());
            (name, uses.collect())
        })
        .collect()
}

#[test]
fn arrows_only_point_down() {
    let arrows = arrows();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    assert_eq!(
        arrows.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        allowed.keys().copied().collect(),
        "a crate without a floor: give it one in ARROWS"
    );
    for (name, uses) in &arrows {
        for used in uses.iter().filter(|used| arrows.contains_key(*used)) {
            assert!(
                allowed[name.as_str()].contains(&used.as_str()),
                "{name} reaches up to {used}"
            );
        }
    }
}

#[test]
fn every_crate_with_a_room_stays_in_it() {
    for (name, uses) in arrows() {
        for (foreign, rooms) in ROOMS {
            let strays = uses.contains(*foreign) && !rooms.contains(&name.as_str());
            assert!(!strays, "{name} uses {foreign}, which lives in {rooms:?}");
        }
    }
}

#[test]
fn floor_0_is_pure() {
    let arrows = arrows();
    for name in ["muster-fold", "muster-scim", "muster-model"] {
        for used in &arrows[name] {
            assert!(PURE.contains(&used.as_str()), "{name} uses {used}");
        }
    }
}
