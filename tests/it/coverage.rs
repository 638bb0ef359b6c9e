//! Documents that name tests must name tests that exist: docs/scim-coverage.md, docs/scim-field-bugs.md,
//! docs/seed-coverage.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rows of a document's tables: the cells of each.
fn rows(document: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let lines = text.lines().filter(|line| line.starts_with("| "));
    let bodies = lines.filter(|line| !line.starts_with("| RFC and") && !line.starts_with("| #"));
    bodies
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Everything that shows something: functions, and the ids of the judge's checks.
fn shown() -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["src", "tests/it", "conformance"] {
        sources(&root().join(folder), &mut files);
    }
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        let functions = text
            .split("fn ")
            .skip(1)
            .filter_map(|rest| rest.split(['(', '<']).next());
        names.extend(functions.map(str::to_owned));
        if file.starts_with(root().join("conformance")) {
            names.extend(checks(&text));
        }
    }
    names
}

/// The ids of the judge, as in `rfc7644-3.14-if-match-stale`.
fn checks(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('"')
        .filter(|word| word.starts_with("rfc") && word.contains('-'))
        .map(str::to_owned)
}

/// `filter/active_false` is a golden case, `rfc7644-3.14-if-match-stale` a check of the judge, any other a test.
fn exists(name: &str, shown: &BTreeSet<String>) -> bool {
    if name.contains('/') {
        return root()
            .join("src/scim/cases")
            .join(format!("{}.txt", name.trim_end_matches(".txt")))
            .exists();
    }
    shown.contains(name)
}

fn check(document: &str, column: usize) -> usize {
    let shown = shown();
    let rows = rows(document);
    for row in &rows {
        let cell = row.get(column).map_or("", String::as_str);
        let names = quoted(cell);
        assert!(!names.is_empty(), "{document}: nothing shows {row:?}");
        for name in names {
            assert!(
                exists(name, &shown),
                "{document}: there is no test {name:?}, in {row:?}"
            );
        }
    }
    rows.len()
}

#[test]
fn every_line_of_the_standards_names_a_test_that_exists() {
    assert!(check("docs/scim-coverage.md", 2) >= 100);
}

#[test]
fn every_field_bug_names_a_test_that_exists() {
    assert!(check("docs/scim-field-bugs.md", 2) >= 51);
}

/// The rules of the four products about access, by the help page and its place there.
const PROMISES: [&str; 35] = [
    "F1", "F2", "F3", "F4", "F5", "F6", "F15", "F16", "F17", "C1", "C2", "C3", "C4", "C5", "C6",
    "C7", "C10", "C12", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E11", "T1", "T2",
    "T3", "T5", "T6", "T7", "T9",
];

#[test]
fn every_promise_about_access_names_a_test_that_exists() {
    let document = "docs/seed-coverage.md";
    check(document, 2);
    let told: Vec<String> = rows(document)
        .into_iter()
        .map(|mut row| row.remove(0))
        .collect();
    assert_eq!(told, PROMISES);
}

/// docs/webhooks.md: every event is in its table, and its example verifies by its own recipe.
#[test]
fn the_page_about_webhooks_tells_every_event_and_shows_a_signature_that_fits() {
    let page = fs::read_to_string(root().join("docs/webhooks.md")).expect("the page");
    for kind in muster_model::event::EventKind::ALL {
        let row = format!("| `{}` | ", kind.as_str());
        assert!(page.contains(&row), "{} is missing", kind.as_str());
    }
    let after = |mark: &str| {
        let (_, rest) = page.split_once(mark).expect(mark);
        rest.lines().next().expect("a line").trim().to_owned()
    };
    let secret = after("this example is `");
    let secret = secret.split('`').next().expect("a secret");
    let secret = muster_model::webhook::SigningSecret::parse(secret).expect("a secret");
    let (_, body) = page.split_once("Qk8=\n\n").expect("the body");
    let body = body.lines().next().expect("a body");
    let time = after("webhook-timestamp: ").parse().expect("seconds");
    let signed = secret.sign(&after("webhook-id: "), time, body.as_bytes());
    assert_eq!(signed, after("webhook-signature: "));
}
