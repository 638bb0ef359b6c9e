//! The report for people: grouped by section, failures with the exchange in which they were seen.

use std::fmt::Write;

use super::{Entry, Outcome, Report};
use crate::checks;
use crate::replays;
use crate::verdict::Failure;

/// Prints the whole report.
pub(crate) fn print(report: &Report) -> String {
    let mut text = format!(
        "{} judged by muster-conformance, profile {}, run {}\n",
        report.url, report.profile, report.run
    );
    let mut sections: Vec<&str> = Vec::new();
    for entry in &report.checks {
        if !sections.contains(&entry.section) {
            sections.push(entry.section);
        }
    }
    sections.sort_by_key(|section| order(section));
    for section in sections {
        line(&mut text, format_args!("\n{section}"));
        for entry in report.checks.iter().filter(|one| one.section == section) {
            describe(&mut text, entry);
        }
    }
    for path in &report.left_behind {
        line(&mut text, format_args!("\nleft behind: {path}"));
    }
    let (passed, failed, skipped) = report.counts();
    line(
        &mut text,
        format_args!("\n{passed} passed, {failed} failed, {skipped} skipped"),
    );
    text
}

/// Prints every check and what it demands.
pub(crate) fn list() -> String {
    let mut text = String::new();
    for (id, section, demand) in checks::index().chain(replays::index()) {
        line(&mut text, format_args!("{id}\n    {section}: {demand}"));
    }
    text
}

fn describe(text: &mut String, entry: &Entry) {
    let Entry { id, demand, .. } = entry;
    match &entry.outcome {
        Outcome::Pass => line(text, format_args!("  pass  {id}  {demand}")),
        Outcome::Skip { why } => line(text, format_args!("  skip  {id}  {demand} ({why})")),
        Outcome::Fail { seen } => {
            line(text, format_args!("  FAIL  {id}  {demand}"));
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

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{words}");
}

/// Sections in the order of the documents: `RFC 7644 3.5.2` before `RFC 7644 3.12`.
fn order(section: &str) -> (String, Vec<u32>) {
    let (document, number) = section.rsplit_once(' ').unwrap_or((section, ""));
    let numbers = number.split('.').map(|part| part.parse().unwrap_or(0));
    (document.to_owned(), numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn sections_stand_in_the_order_of_the_document() {
        let mut sections = vec!["RFC 7644 3.12", "RFC 7644 3.5.2", "RFC 7643 7"];
        sections.sort_by_key(|section| order(section));
        assert_eq!(sections, ["RFC 7643 7", "RFC 7644 3.5.2", "RFC 7644 3.12"]);
    }
}
