//! What a parser says of a value, in words that need no knowledge of parsers.

/// What was expected, for the messages of which nothing better is known.
const WANTED: &[(&str, &str)] = &[
    ("i64", "a whole number"),
    ("i32", "a whole number"),
    ("u16", "a whole number from 0"),
    ("u32", "a whole number from 0"),
    ("u64", "a whole number from 0"),
    ("usize", "a whole number from 0"),
    ("f64", "a number"),
    ("a boolean", "true or false"),
    ("a string", "text"),
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("a UUID string", "an id"),
    ("string or map", "text"),
];

/// A complaint of serde about one value, in plain words: what must be there, and what is instead.
///
/// What is no complaint about a value is passed on as it is.
pub fn plain(at: Option<&str>, complaint: &str) -> String {
    let must = at.map_or_else(|| "it must be".to_owned(), |at| format!("{at} must be"));
    match wanted(complaint) {
        Some((wanted, Some(given))) => format!("{must} {wanted}, not {given}"),
        Some((wanted, None)) => format!("{must} {wanted}"),
        None => match at.filter(|_| is_about_a_field(complaint)) {
            Some(at) => format!("{at}: {complaint}"),
            None => complaint.to_owned(),
        },
    }
}

/// What a complaint says must be there, and what it says is instead.
pub fn wanted(complaint: &str) -> Option<(String, Option<String>)> {
    if complaint.starts_with("UUID parsing failed") {
        return Some(("an id".to_owned(), None));
    }
    if [
        "invalid digit found in string",
        "cannot parse integer from empty string",
        "number too large to fit in target type",
        "number too small to fit in target type",
    ]
    .contains(&complaint)
    {
        return Some(("a whole number".to_owned(), None));
    }
    if complaint == "provided string was not `true` or `false`" {
        return Some(("true or false".to_owned(), None));
    }
    if let Some(rest) = complaint.strip_prefix("unknown variant ") {
        let (given, known) = rest.split_once(", expected ")?;
        let known = known.replace('`', "");
        return Some((known, Some(given.trim_matches('`').to_owned())));
    }
    let rest = complaint
        .strip_prefix("invalid type: ")
        .or_else(|| complaint.strip_prefix("invalid value: "))?;
    let (given, expected) = rest.rsplit_once(", expected ")?;
    let known = WANTED.iter().find(|(word, _)| *word == expected);
    let expected = match known {
        Some((_, plain)) => (*plain).to_owned(),
        None if expected.starts_with("struct ") => "an object".to_owned(),
        None if expected.contains("enum ") => "an object".to_owned(),
        None => expected.to_owned(),
    };
    Some((expected, Some(instead(given))))
}

fn is_about_a_field(complaint: &str) -> bool {
    !complaint.starts_with("unknown field") && !complaint.starts_with("missing field")
}

fn instead(given: &str) -> String {
    match given.split_once(' ') {
        Some(("string", text)) => text.to_owned(),
        Some(("integer" | "boolean", value)) => value.trim_matches('`').to_owned(),
        Some(("floating", point)) => point
            .trim_start_matches("point ")
            .trim_matches('`')
            .to_owned(),
        Some(("unit", _)) => "null".to_owned(),
        _ if given == "sequence" => "a list".to_owned(),
        _ if given == "map" => "an object".to_owned(),
        _ => given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what it refuses matters")]
    struct Sample {
        #[serde(default)]
        priority: i64,
        #[serde(default)]
        names: Vec<String>,
        #[serde(default)]
        enabled: bool,
    }

    #[test]
    fn types_have_the_names_that_people_give_them() {
        let told = |value| {
            let why = serde_json::from_value::<Sample>(value).unwrap_err();
            plain(Some("it"), &why.to_string())
        };
        assert_eq!(
            told(json!({"priority": "high"})),
            "it must be a whole number, not \"high\""
        );
        assert_eq!(told(json!({"names": "x"})), "it must be a list, not \"x\"");
        assert_eq!(told(json!({"names": [7]})), "it must be text, not 7");
        assert_eq!(
            told(json!({"enabled": null})),
            "it must be true or false, not null"
        );
        assert_eq!(
            told(json!({"x": 1})),
            "unknown field `x`, expected one of `priority`, `names`, `enabled`"
        );
        assert_eq!(
            plain(None, "UUID parsing failed: invalid length: found 3"),
            "it must be an id"
        );
    }
}
