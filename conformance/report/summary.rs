//! What a reader wants to know first: which areas work, and whom the failures break.

use super::{Counts, Entry, Report};
use crate::weight::Level;

/// What one area came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) name: &'static str,
    pub(super) counts: Counts,
    pub(super) verdict: String,
}

/// The areas, in the order in which they were tried.
pub(super) fn areas(report: &Report) -> Vec<Area> {
    let names = distinct(report.checks.iter().map(|entry| entry.area));
    let area = |name| {
        let entries = || report.checks.iter().filter(move |entry| entry.area == name);
        let counts = Counts::of(entries());
        let verdict = verdict(counts, entries());
        Area {
            name,
            counts,
            verdict,
        }
    };
    names.into_iter().map(area).collect()
}

/// One phrase for an area.
fn verdict<'a>(counts: Counts, entries: impl Iterator<Item = &'a Entry>) -> String {
    if counts.failed > 0 {
        let failures: Vec<Level> = entries
            .filter(|entry| entry.failure().is_some())
            .map(|entry| entry.level)
            .collect();
        let all = if counts.passed == 0 {
            "nothing works: "
        } else {
            ""
        };
        return format!("{all}{}", weights(&failures));
    }
    match (counts.passed, counts.skipped) {
        (0, _) => String::from("not offered"),
        (_, 0) => String::from("works"),
        (_, skipped) => format!("works; {skipped} not offered or not tried"),
    }
}

/// The failures of a list by their weight, such as `2 MUST, 1 SHOULD`.
pub(super) fn weights(levels: &[Level]) -> String {
    let count = |level| levels.iter().filter(|one| **one == level).count();
    let parts = [Level::Must, Level::Should, Level::Field]
        .into_iter()
        .map(|level| (count(level), level))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| format!("{count} {level}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// The weights of everything that failed.
pub(super) fn failed_levels(report: &Report) -> Vec<Level> {
    let failed = report.checks.iter().filter(|one| one.failure().is_some());
    failed.map(|entry| entry.level).collect()
}

/// The clients that the failures break, each with the failures that do.
pub(super) fn broken_clients(report: &Report) -> Vec<(&'static str, Vec<&Entry>)> {
    let of = |entry: &Entry| entry.means.map_or(&[][..], |means| means.clients);
    let mut names = distinct(report.checks.iter().flat_map(|one| of(one).iter().copied()));
    names.sort_unstable();
    let entries = |name| {
        let all = report.checks.iter();
        all.filter(|entry| of(entry).contains(&name)).collect()
    };
    names
        .into_iter()
        .map(|name| (name, entries(name)))
        .collect()
}

/// The sections that were tried, in the order of the documents.
pub(super) fn sections(report: &Report) -> Vec<&'static str> {
    let mut sections = distinct(report.checks.iter().map(|entry| entry.section));
    sections.sort_by_key(|section| order(section));
    sections
}

fn distinct<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

/// Sections in the order of the documents, and what is no section of a document after them.
fn order(section: &str) -> (bool, String, Vec<u32>) {
    let (document, number) = section.rsplit_once(' ').unwrap_or((section, ""));
    let numbers = number.split('.').map(|part| part.parse().unwrap_or(0));
    let foreign = !section.starts_with("RFC ");
    (foreign, document.to_owned(), numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::{order, weights};
    use crate::weight::Level::{Field, Must};

    #[test]
    fn sections_stand_in_the_order_of_the_document() {
        let mut sections = vec![
            "Okta's day",
            "RFC 7644 3.12",
            "RFC 7644 3.5.2",
            "RFC 7643 7",
        ];
        sections.sort_by_key(|section| order(section));
        let wanted = [
            "RFC 7643 7",
            "RFC 7644 3.5.2",
            "RFC 7644 3.12",
            "Okta's day",
        ];
        assert_eq!(sections, wanted);
    }

    #[test]
    fn failures_are_counted_by_weight() {
        assert_eq!(weights(&[Must, Field, Must]), "2 MUST, 1 FIELD");
    }
}
