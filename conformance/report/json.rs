//! The report for programs: one JSON object.

use serde_json::{Value, json};

use super::Report;

/// Prints the report with its counts on one line.
pub(crate) fn print(report: &Report) -> String {
    let counts = report.counts();
    let mut document = serde_json::to_value(report).unwrap_or_default();
    if let Some(document) = document.as_object_mut() {
        for (name, count) in [
            ("passed", counts.passed),
            ("failed", counts.failed),
            ("skipped", counts.skipped),
        ] {
            document.insert(String::from(name), json!(count));
        }
    }
    format!("{}\n", Value::to_string(&document))
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::report::{Entry, Outcome, Report};
    use crate::weight::Level;

    #[test]
    fn the_object_counts_and_names_the_checks() {
        let report = Report {
            url: String::from("http://127.0.0.1/scim"),
            profile: String::from("lenient"),
            version: "1.0.0",
            run: String::from("r1"),
            checks: vec![Entry {
                id: "rfc7644-3.6-delete",
                area: "Deleting",
                section: "RFC 7644 3.6",
                level: Level::Must,
                means: None,
                demand: "DELETE answers 204.",
                outcome: Outcome::Skip {
                    why: String::from("not asked"),
                },
            }],
            left_behind: Vec::new(),
        };
        assert_eq!(
            print(&report),
            concat!(
                r#"{"url":"http://127.0.0.1/scim","profile":"lenient","version":"1.0.0","run":"r1","checks":[{"#,
                r#""id":"rfc7644-3.6-delete","area":"Deleting","section":"RFC 7644 3.6","level":"must","#,
                r#""demand":"DELETE answers 204.","#,
                r#""result":"skip","why":"not asked"}],"left_behind":[],"passed":0,"failed":0,"skipped":1}"#,
                "\n"
            )
        );
    }
}
