//! Reading case files and comparing their last part.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf, sync::LazyLock};

use serde_json::Value;

use crate::{
    error::Error,
    profile::{Profile, Switches},
    schema::{Mutability, ResourceType, group, user},
};

const RULE: &str = "\n----------\n";

/// One case: what its directives say and the parts of its input.
pub(super) struct Case {
    directives: BTreeMap<String, String>,
    pub(super) input: Vec<String>,
}

impl Case {
    fn read(text: &str) -> (Self, String) {
        let (head, body) = text
            .split_once("\n\n")
            .expect("an empty line ends the directives");
        let directives = head.lines().filter_map(|line| line.split_once(": "));
        let directives = directives
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let mut input: Vec<String> = body.split(RULE).map(str::to_owned).collect();
        let expected = input
            .pop()
            .expect("a line of ten dashes comes before what is expected");
        (Self { directives, input }, expected)
    }

    pub(super) fn switches(&self) -> Switches {
        let name = self
            .directives
            .get("profile")
            .map_or("lenient", String::as_str);
        name.parse::<Profile>().expect("a profile").switches()
    }

    pub(super) fn resource_type(&self) -> &'static ResourceType {
        match self.directives.get("type").map(String::as_str) {
            Some("Group") => group(),
            Some("Badged") => badged(),
            _ => user(),
        }
    }

    pub(super) fn directive(&self, name: &str) -> Option<&str> {
        self.directives.get(name).map(String::as_str)
    }
}

/// A User whose `licenceNumber` can be written once, as an account may want it of its own attributes.
fn badged() -> &'static ResourceType {
    static BADGED: LazyLock<ResourceType> = LazyLock::new(|| {
        let mut badged = user().clone();
        for extension in &mut badged.extensions {
            for attribute in &mut extension.schema.attributes {
                if attribute.name == "licenceNumber" {
                    attribute.mutability = Mutability::Immutable;
                }
            }
        }
        badged
    });
    &BADGED
}

/// Runs every case of a folder; at least that many must be there.
pub(super) fn run(folder: &str, at_least: usize, actual: impl Fn(&Case) -> String) {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(&home)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= at_least, "{} cases in {folder}", files.len());
    let mut wrong = String::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (case, expected) = Case::read(&text);
        let actual = actual(&case);
        if expected.trim_end() == actual.trim_end() {
            continue;
        }
        if std::env::var_os("GOLDEN_UPDATE").is_some() {
            let kept = &text[..text.len() - expected.len()];
            fs::write(&file, format!("{kept}{}\n", actual.trim_end())).unwrap();
        }
        let name = file.file_stem().unwrap().to_string_lossy();
        let parts = format!("--- expected\n{expected}\n--- actual\n{actual}\n");
        write!(wrong, "\n=== {folder}/{name}\n{parts}").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A refusal as a case shows it.
pub(super) fn refusal(error: &Error) -> String {
    let kind = error.scim_type.map_or("-", |kind| kind.as_str());
    format!("{} {kind}: {}", error.status, error.detail)
}

/// Notes, one a line, before a document.
pub(super) fn report(notes: &[String], doc: &Value) -> String {
    let mut out = String::new();
    for note in notes {
        writeln!(out, "ignored: {note}").unwrap();
    }
    let mut doc = doc.clone();
    if let Some(members) = doc.as_object_mut() {
        members.shift_remove("schemas");
    }
    out += &serde_json::to_string_pretty(&doc).unwrap();
    out
}

/// The JSON of a case.
pub(super) fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
