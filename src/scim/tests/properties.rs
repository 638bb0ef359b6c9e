//! What holds for every filter and every PATCH, not for the ones we thought of.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    filter::{Filter, Form, Literal, Op},
    json::parse_body,
    normalise,
    patch::{self, PATCH_URN},
    path::AttrPath,
    profile::Profile,
    schema::{ENTERPRISE_USER, user},
};

fn path() -> impl Strategy<Value = AttrPath> {
    let urn = prop::option::of(Just(ENTERPRISE_USER.to_owned()));
    // Words of the grammar are names too, where the grammar can tell them apart.
    let name = "[a-z][a-zA-Z0-9_-]{0,6}".prop_filter("a word of the grammar", |name| name != "not");
    let sub = prop::option::of("[$]?[a-z][a-zA-Z]{0,6}");
    (urn, name, sub).prop_map(|(urn, attr, sub)| AttrPath { urn, attr, sub })
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(|n| Literal::Number(n.into())),
        "[^\0]{0,12}".prop_map(Literal::String),
    ]
}

fn term() -> impl Strategy<Value = Filter> {
    let op = prop::sample::select(Op::ALL.to_vec());
    prop_oneof![
        path().prop_map(Filter::Present),
        (path(), op, literal()).prop_map(|(path, op, value)| Filter::Compare { path, op, value }),
        path().prop_map(|path| Filter::Compare {
            path,
            op: Op::Ne,
            value: Literal::Null
        }),
    ]
}

fn tree(leaf: BoxedStrategy<Filter>) -> BoxedStrategy<Filter> {
    let branch = |inner: BoxedStrategy<Filter>| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::Or),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    };
    leaf.prop_recursive(3, 24, 3, move |inner| branch(inner.boxed()))
        .boxed()
}

fn value_path() -> impl Strategy<Value = Filter> {
    (path(), tree(term().boxed()), term(), any::<bool>()).prop_map(
        |(path, inner, last, trailing)| {
            let (form, filter) = match (trailing, last) {
                (
                    true,
                    Filter::Compare {
                        mut path,
                        op,
                        value,
                    },
                ) => {
                    path = AttrPath::new(&path.attr, None);
                    let mut terms = match inner {
                        Filter::And(terms) => terms,
                        other => vec![other],
                    };
                    terms.push(Filter::Compare { path, op, value });
                    (Form::Trailing, Filter::And(terms))
                }
                _ => (Form::Grammar, inner),
            };
            Filter::ValuePath {
                path,
                filter: Box::new(filter),
                form,
            }
        },
    )
}

fn filter() -> impl Strategy<Value = Filter> {
    tree(prop_oneof![3 => term(), 1 => value_path()].boxed())
}

fn doc() -> impl Strategy<Value = Value> {
    let email = (
        "[a-c]@x",
        prop::option::of("work|home|other"),
        any::<bool>(),
    );
    (
        prop::collection::vec(email, 0..4),
        prop::option::of("[a-c]{1,3}"),
        any::<bool>(),
    )
        .prop_map(|(emails, title, active)| {
            let mut first = true;
            let emails: Vec<Value> = emails
                .into_iter()
                .map(|(value, kind, primary)| {
                    let primary = primary && std::mem::take(&mut first);
                    json!({"value": value, "type": kind, "primary": primary})
                })
                .collect();
            let body =
                json!({"userName": "ada", "title": title, "active": active, "emails": emails});
            normalise::incoming(user(), &body, Profile::Lenient.switches())
                .unwrap()
                .doc
        })
}

fn operation() -> impl Strategy<Value = Value> {
    let path = prop::sample::select(vec![
        "title",
        "emails",
        "emails[type eq \"work\"].value",
        "emails[type eq \"home\"]",
        "emails.type",
        "name.familyName",
        "manager",
        "emails[primary eq true].value",
    ]);
    (path, "[a-c]{0,2}").prop_map(|(path, value)| {
        let value = match path {
            "emails" => json!([{"value": value, "type": "work", "primary": true}]),
            "emails[type eq \"home\"]" => json!({"value": value}),
            _ => json!(value),
        };
        json!({"op": "replace", "path": path, "value": value})
    })
}

fn patched(doc: &Value, op: &Value) -> patch::Patched {
    let switches = Profile::Lenient.switches();
    let body = json!({"schemas": [PATCH_URN], "Operations": [op]});
    let request = patch::parse(&body, switches).unwrap();
    patch::apply(user(), doc, &request, switches).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: prop::test_runner::RngSeed::Fixed(7643),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_printed_filter_reads_back_as_itself(filter in filter()) {
        let text = filter.to_string();
        match Filter::parse(&text) {
            Ok(read) => prop_assert_eq!(read, filter),
            Err(error) => prop_assert!(error.detail.contains("more than") || error.detail.contains("longer"), "{}: {}", text, error),
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = Filter::parse(&text);
        let _ = crate::path::PatchPath::parse(&text);
        let _ = parse_body(text.as_bytes());
    }

    #[test]
    fn text_made_of_the_grammars_words_is_read_or_refused(
        words in prop::collection::vec(prop::sample::select(vec!["not", "and", "or", "(", ")", "[", "]", "title", "eq", "pr", "\"a\"", "1", "true", "emails", "."]), 0..24)
    ) {
        if let Ok(filter) = Filter::parse(&words.join(" ")) {
            prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
        }
    }

    #[test]
    fn replacing_twice_is_replacing_once(doc in doc(), op in operation()) {
        let once = patched(&doc, &op);
        let twice = patched(&once.doc, &op);
        prop_assert_eq!(&twice.doc, &once.doc);
        prop_assert!(!twice.changed);
    }

    #[test]
    fn at_most_one_value_stays_primary(doc in doc(), op in operation()) {
        let after = patched(&doc, &op).doc;
        let emails = after["emails"].as_array().cloned().unwrap_or_default();
        prop_assert!(emails.iter().filter(|email| email["primary"] == true).count() <= 1);
    }

    #[test]
    fn what_is_stored_reads_back_as_itself(doc in doc(), op in operation()) {
        let stored = patched(&doc, &op).doc;
        let again = normalise::incoming(user(), &stored, Profile::Rfc.switches()).unwrap();
        prop_assert_eq!(again.doc, stored);
    }
}
