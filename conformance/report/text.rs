//! The report for people: a summary, then section by section, failures with the exchange in which they were seen.

use std::fmt::Write;

use super::summary::{areas, broken_clients, failed_levels, sections, weights};
use super::{Entry, Outcome, Report};
use crate::checks;
use crate::replays;
use crate::verdict::Failure;

/// Prints the whole report.
pub(crate) fn print(report: &Report) -> String {
    let mut text = format!(
        "{} judged by muster-conformance {}, profile {}, run {}\n",
        report.url, report.version, report.profile, report.run
    );
    summarize(&mut text, report);
    for section in sections(report) {
        line(&mut text, format_args!("\n{section}"));
        for entry in report.checks.iter().filter(|one| one.section == section) {
            describe(&mut text, entry);
        }
    }
    for path in &report.left_behind {
        line(&mut text, format_args!("\nleft behind: {path}"));
    }
    let counts = report.counts();
    line(
        &mut text,
        format_args!(
            "\n{} passed, {} failed, {} skipped",
            counts.passed, counts.failed, counts.skipped
        ),
    );
    text
}

/// Prints every check and what it demands.
pub(crate) fn list() -> String {
    let mut text = String::new();
    for known in checks::index().chain(replays::index()) {
        let (id, section, level, demand) = (known.id, known.section, known.level, known.demand);
        line(
            &mut text,
            format_args!("{id}\n    {section} ({level}): {demand}"),
        );
    }
    text
}

fn summarize(text: &mut String, report: &Report) {
    line(
        text,
        format_args!("\n{:<28}{:>6}{:>6}{:>6}", "summary", "pass", "fail", "skip"),
    );
    for area in areas(report) {
        let (name, counts, verdict) = (area.name, area.counts, area.verdict);
        line(
            text,
            format_args!(
                "  {name:<26}{:>6}{:>6}{:>6}  {verdict}",
                counts.passed, counts.failed, counts.skipped
            ),
        );
    }
    let levels = failed_levels(report);
    if !levels.is_empty() {
        line(text, format_args!("\nfailures: {}", weights(&levels)));
    }
    for (client, entries) in broken_clients(report) {
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id).collect();
        line(text, format_args!("breaks {client}: {}", ids.join(", ")));
    }
}

fn describe(text: &mut String, entry: &Entry) {
    let Entry { id, demand, .. } = entry;
    match &entry.outcome {
        Outcome::Pass => line(text, format_args!("  pass  {id}  {demand}")),
        Outcome::Skip { why } => line(text, format_args!("  skip  {id}  {demand} ({why})")),
        Outcome::Fail { seen } => {
            line(
                text,
                format_args!("  FAIL  {id}  {demand} [{}]", entry.level),
            );
            if let Some(means) = entry.means {
                line(text, format_args!("        what this means for {means}"));
            }
            exchange(text, seen);
        }
    }
}

fn exchange(text: &mut String, seen: &Failure) {
    line(text, format_args!("        expected: {}", seen.expected));
    for (mark, part) in [('>', &seen.request), ('<', &seen.response)] {
        for row in part.lines() {
            line(text, format_args!("        {mark} {row}"));
        }
    }
}

pub(super) fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{words}");
}
