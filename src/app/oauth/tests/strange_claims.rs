//! A claim of the wrong type is not a claim that is missing, and a missing one is not forgiven
//! (CVE-2026-25537).

use super::smith::{AUDIENCE, ISSUER, NOW, claims, forge, header, read, read_at};
use serde_json::{Value, json};
use std::time::Duration;

/// A token of ours in which one claim is another one, written as it stands.
fn with(name: &str, value: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (known, kept) in claims().as_object().unwrap() {
        match (known == name, value) {
            (true, "") => {}
            (true, _) => parts.push(format!("{known:?}:{value}")),
            (false, _) => parts.push(format!("{known:?}:{kept}")),
        }
    }
    forge(
        &header().to_string(),
        &format!("{{{}}}", parts.join(",")),
        1,
    )
}

fn refuses(name: &str, values: &[&str]) {
    for value in values {
        assert_eq!(read(&with(name, value)), None, "{name}: {value}");
    }
}

const NO_TIMES: &[&str] = &[
    "",
    "null",
    "[]",
    "[9999999999]",
    "{}",
    "true",
    "\"9999999999\"",
    "\"\"",
    "1e400",
    "-1e400",
    "1e30",
    "9999999999.5",
    "99999999999999999999",
];

#[test]
fn an_end_that_is_no_number_is_no_end() {
    refuses("exp", NO_TIMES);
    refuses("exp", &["-1", "-9999999999", "0", "-9223372036854775808"]);
}

#[test]
fn a_beginning_that_is_no_number_is_no_beginning() {
    refuses("nbf", NO_TIMES);
    refuses("nbf", &["9223372036854775807", "9999999999"]);
    refuses("iat", NO_TIMES);
}

#[test]
fn a_token_ends_at_the_second_that_it_names() {
    let token = forge(&header().to_string(), &claims().to_string(), 1);
    let hour = Duration::from_hours(1);
    let second = Duration::from_secs(1);
    assert!(read_at(&token, NOW.plus(hour).minus(second)).is_some());
    assert_eq!(read_at(&token, NOW.plus(hour)), None);
}

#[test]
fn a_token_from_the_future_waits_but_for_the_skew_of_two_clocks() {
    let token = forge(&header().to_string(), &claims().to_string(), 1);
    assert!(read_at(&token, NOW.minus(Duration::from_mins(1))).is_some());
    assert_eq!(read_at(&token, NOW.minus(Duration::from_secs(61))), None);
}

#[test]
fn a_token_of_another_issuer_or_for_another_audience_is_none() {
    let quoted = |text: &str| Value::from(text).to_string();
    for issuer in ["https://evil.example", "https://muster.example.com/", ""] {
        refuses("iss", &[&quoted(issuer)]);
    }
    for audience in [ISSUER, "https://muster.example.com/scim/v2/", ""] {
        refuses("aud", &[&quoted(audience)]);
    }
    let both = json!([AUDIENCE, "https://evil.example"]).to_string();
    refuses("aud", &[&both, "", "null", "1"]);
    refuses("iss", &["", "null", "1", &json!([ISSUER]).to_string()]);
}

#[test]
fn a_token_without_its_words_is_none() {
    for name in ["sub", "client_id", "jti", "scope"] {
        refuses(name, &["", "null", "1", "[]"]);
    }
    refuses("scope", &["\"\"", "\"admin\"", "\"scim admin\""]);
}
