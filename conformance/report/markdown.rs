//! The report as a Markdown file, fit for a repository.

use super::summary::{areas, broken_clients, failed_levels, sections, weights};
use super::text::line;
use super::{Entry, Outcome, Report};

/// Writes the whole report.
pub(crate) fn print(report: &Report) -> String {
    let mut text = String::from("# SCIM conformance report\n\n");
    let counts = report.counts();
    line(
        &mut text,
        format_args!(
            "`{}`, judged by muster-conformance {} with the profile `{}`: **{} passed, {} failed, {} skipped**.",
            report.url,
            report.version,
            report.profile,
            counts.passed,
            counts.failed,
            counts.skipped
        ),
    );
    summarize(&mut text, report);
    failures(&mut text, report);
    skipped(&mut text, report);
    passed(&mut text, report);
    if !report.left_behind.is_empty() {
        line(&mut text, format_args!("\n## Left behind\n"));
        for path in &report.left_behind {
            line(&mut text, format_args!("* `{path}`"));
        }
    }
    text
}

fn summarize(text: &mut String, report: &Report) {
    let head = "| area | passed | failed | skipped | verdict |\n|---|---|---|---|---|";
    line(text, format_args!("\n## Summary\n\n{head}"));
    for area in areas(report) {
        let (name, counts, verdict) = (area.name, area.counts, area.verdict);
        line(
            text,
            format_args!(
                "| {name} | {} | {} | {} | {verdict} |",
                counts.passed, counts.failed, counts.skipped
            ),
        );
    }
    let levels = failed_levels(report);
    if levels.is_empty() {
        return;
    }
    line(
        text,
        format_args!(
            "\nThe failures by weight: {}. MUST: the RFC demands it; SHOULD: it advises it, or names the answer without demanding it; FIELD: no RFC says so, but real clients rely on it.",
            weights(&levels)
        ),
    );
    let broken = broken_clients(report);
    if !broken.is_empty() {
        line(text, format_args!("\n| breaks | by |\n|---|---|"));
    }
    for (client, entries) in broken {
        let ids: Vec<String> = entries.iter().map(|one| format!("`{}`", one.id)).collect();
        line(text, format_args!("| {client} | {} |", ids.join(", ")));
    }
}

fn failures(text: &mut String, report: &Report) {
    for section in sections(report) {
        let failed = |entry: &&Entry| entry.section == section && entry.failure().is_some();
        let failed: Vec<&Entry> = report.checks.iter().filter(failed).collect();
        if failed.is_empty() {
            continue;
        }
        line(text, format_args!("\n## {section}"));
        for entry in failed {
            failure(text, entry);
        }
    }
}

fn failure(text: &mut String, entry: &Entry) {
    let Some(seen) = entry.failure() else {
        return;
    };
    line(
        text,
        format_args!("\n### `{}`\n\n{} ({})", entry.id, entry.demand, entry.level),
    );
    if let Some(means) = entry.means {
        line(text, format_args!("\nWhat this means for {means}"));
    }
    line(text, format_args!("\nExpected: {}", seen.expected));
    for part in [&seen.request, &seen.response] {
        line(text, format_args!("\n```http\n{}\n```", part.trim_end()));
    }
}

fn skipped(text: &mut String, report: &Report) {
    if report.counts().skipped == 0 {
        return;
    }
    let head = "| check | why |\n|---|---|";
    line(text, format_args!("\n## Skipped\n\n{head}"));
    for entry in &report.checks {
        if let Outcome::Skip { why } = &entry.outcome {
            line(text, format_args!("| `{}` | {why} |", entry.id));
        }
    }
}

fn passed(text: &mut String, report: &Report) {
    if report.counts().passed == 0 {
        return;
    }
    let head = "| section | check | demand |\n|---|---|---|";
    line(text, format_args!("\n## Passed\n\n{head}"));
    for section in sections(report) {
        let of = |one: &&Entry| one.section == section && matches!(one.outcome, Outcome::Pass);
        for Entry { id, demand, .. } in report.checks.iter().filter(of) {
            let demand = demand.replace('|', "\\|");
            line(text, format_args!("| {section} | `{id}` | {demand} |"));
        }
    }
}
