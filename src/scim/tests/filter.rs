//! Filters: what they print, whom they match, why they are refused.

use super::{
    cast::cast,
    golden::{Case, refusal, run},
};
use crate::filter::Filter;

#[test]
fn cases() {
    run("filter", 60, answer);
}

fn answer(case: &Case) -> String {
    if case.directive("variables").is_some() {
        let read = Filter::parse_with_variables(&case.input[0]);
        return read.map_or_else(
            |error| refusal(&error),
            |filter| format!("prints: {filter}"),
        );
    }
    let kind = case.resource_type();
    let read = Filter::parse(&case.input[0])
        .and_then(|filter| filter.check(kind, case.switches()).map(|()| filter));
    let filter = match read {
        Ok(filter) => filter,
        Err(error) => return refusal(&error),
    };
    let people = cast(kind);
    let found = people
        .iter()
        .filter(|(_, resource)| filter.matches(kind, resource));
    let found: Vec<_> = found.map(|(name, _)| *name).collect();
    format!("prints: {filter}\nmatches: {}", found.join(" "))
}

#[test]
fn what_prints_with_variables_reads_back() {
    for text in [
        "owner eq $me",
        "not (group ne $me.groups) or a.b eq $me.case_groups",
    ] {
        let filter = Filter::parse_with_variables(text).unwrap();
        assert_eq!(filter.to_string(), text);
        let refused = filter.check(
            crate::schema::user(),
            crate::profile::Profile::Rfc.switches(),
        );
        assert!(refused.is_err(), "{text}");
    }
}

#[test]
fn a_million_brackets_do_not_reach_the_parser() {
    let filter = "(".repeat(1_000_000);
    let small = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let refused = small
        .spawn(move || Filter::parse(&filter).unwrap_err())
        .unwrap();
    assert_eq!(
        refused.join().unwrap().detail,
        "the filter is longer than 8192 bytes"
    );
}

#[test]
fn the_deepest_filter_that_is_read_is_checked_matched_printed_and_dropped() {
    let text = format!("{}active pr{}", "not (".repeat(32), ")".repeat(32));
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    let done = small.spawn(move || {
        let filter = Filter::parse(&text).unwrap();
        let switches = crate::profile::Profile::Rfc.switches();
        filter.check(crate::schema::user(), switches).unwrap();
        filter.to_string() == text
    });
    assert!(done.unwrap().join().unwrap());
}

#[test]
fn caps_hold_at_their_edge() {
    let terms = |n: usize| vec!["active pr"; n].join(" and ");
    assert!(Filter::parse(&terms(64)).is_ok());
    assert!(
        Filter::parse(&terms(65))
            .unwrap_err()
            .detail
            .contains("more than 64")
    );
    let deep = |n: usize| format!("{}active pr{}", "(".repeat(n), ")".repeat(n));
    assert!(Filter::parse(&deep(32)).is_ok());
    assert!(
        Filter::parse(&deep(33))
            .unwrap_err()
            .detail
            .contains("deeper than 32")
    );
    let long = |n: usize| format!("title eq \"{}\"", "x".repeat(n - 11));
    assert!(Filter::parse(&long(8192)).is_ok());
    assert!(Filter::parse(&long(8193)).is_err());
}

#[test]
fn canonical_names_are_what_the_store_looks_up() {
    use crate::{path::AttrPath, schema::user};
    let canonical = |text: &str| AttrPath::parse(text).unwrap().canonical(user());
    for (text, name) in [
        ("USERNAME", Some("userName")),
        ("Name.FamilyName", Some("name.familyName")),
        ("emails", Some("emails.value")),
        ("meta.lastmodified", Some("meta.lastModified")),
        ("urn:ietf:params:scim:schemas:core:2.0:user:id", Some("id")),
        (
            "employeeNumber",
            Some("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber"),
        ),
        (
            "manager",
            Some("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value"),
        ),
        ("shoeSize", None),
        ("urn:nobody:2.0:User:title", None),
    ] {
        assert_eq!(canonical(text).as_deref(), name, "{text}");
    }
    let inner = AttrPath::parse("type").unwrap();
    let outer = AttrPath::parse("EMAILS").unwrap();
    assert_eq!(
        inner.within(&outer).canonical(user()).as_deref(),
        Some("emails.type")
    );
}
