//! The judge judged: against servers that answer nonsense no check passes, and against canned answers each kind of
//! check passes when the answer is right and fails when it is wrong in the one way that it looks for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::catalogue::all;
use crate::canned::{
    Canned, all_types, empty_answer, error_answer, everything, json_answer, lab, raw_answer, tried,
};
use crate::shapes::{GROUP, LIST, USER};

/// What a check of this id comes to when the server answers so, in order.
async fn judged(id: &str, answers: &[Canned]) -> String {
    let check = all().find(|check| check.id == id);
    let check = check.unwrap_or_else(|| panic!("no check {id}"));
    let mut lab = lab(&everything(), &all_types(), answers).await;
    tried(check, &mut lab).await
}

/// Demands that the check passes on the first answers and fails on the others.
async fn tells_apart(id: &str, good: &[Canned], bad: &[Canned]) {
    assert_eq!(judged(id, good).await, "pass", "{id} on good answers");
    let seen = judged(id, bad).await;
    assert!(seen.starts_with("fail: "), "{id} on bad answers: {seen}");
}

/// A user as a good server shows it.
fn user() -> Value {
    json!({
        "schemas": [USER], "id": "7", "userName": "created.r1.1@example.com", "title": "Driver",
        "emails": [{"value": "x@example.com", "type": "work", "primary": true}],
        "meta": {
            "resourceType": "User", "created": "2026-01-01T00:00:00Z",
            "lastModified": "2026-01-01T00:00:00Z", "location": "/scim/v2/Users/7", "version": "W/\"1\""
        }
    })
}

fn changed(extra: &Value) -> Value {
    crate::shapes::with(user(), extra)
}

fn created() -> Canned {
    json_answer(201, &user())
        .with("location", "/scim/v2/Users/7")
        .with("etag", "W/\"1\"")
}

fn list(resources: &[Value]) -> Canned {
    let count = resources.len();
    json_answer(
        200,
        &json!({"schemas": [LIST], "totalResults": count, "startIndex": 1, "itemsPerPage": count,
            "Resources": resources}),
    )
}

/// Checks that pass when a server answers 404, 400, 501 or an empty 200 to everything, and why that is right.
const PASS_ON_NONSENSE: &[&str] = &[
    // What is demanded is a refusal, whatever was asked before.
    "rfc7644-3.12-unknown-resource-is-404",
    "rfc7644-3.12-unknown-path-is-404",
    "rfc7644-3.5.2-unknown-resource",
    "rfc7644-3.4.2.2-filter-unknown-operator",
    "rfc7644-3.12-filter-broken",
    "rfc7644-3.12-filter-unknown-attribute",
    "rfc7644-3.4.2.2-no-order-of-booleans",
    "rfc7644-3.12-user-name-required",
    "rfc7644-3.2-bulk-is-for-post",
    "rfc7644-3.11-me-is-one-of-three",
    "rfc7644-3.11-me-is-never-an-id",
    "rfc7644-3.1-foreign-media-type",
    "rfc7644-3.1-no-media-type",
    "rfc7643-4.2-display-name-required",
    "rfc7643-2.4-primary-at-most-once",
    "rfc7643-2.4-no-value-twice",
    "rfc7643-4.1.2-phone-unchanged",
    "rfc7643-3-schemas-required",
    "rfc7643-3-schemas-each-once",
    "rfc7643-3-schemas-unknown",
    "rfc7643-3-schemas-of-another-type",
    "rfc7643-2.3.2-boolean",
    "rfc7643-2.3.8-complex",
    "rfc7643-2.4-list",
    "rfc7643-2.3.1-string",
];

#[tokio::test]
async fn nonsense_passes_no_check_that_demands_more_than_a_refusal() {
    let nonsense = [
        json_answer(200, &json!({})),
        error_answer(404, ""),
        error_answer(400, "invalidFilter"),
        error_answer(400, "invalidValue"),
        raw_answer(500, "text/html", "<h1>Oops</h1>"),
        empty_answer(204),
    ];
    let mut passed = BTreeSet::new();
    for answer in nonsense {
        for check in all() {
            let mut lab = lab(&everything(), &all_types(), std::slice::from_ref(&answer)).await;
            if tried(check, &mut lab).await == "pass" {
                passed.insert(check.id);
            }
        }
    }
    let excused: BTreeSet<&str> = PASS_ON_NONSENSE.iter().copied().collect();
    assert_eq!(passed, excused);
}

#[tokio::test]
async fn a_created_resource_has_a_location() {
    let id = "rfc7644-3.3-create";
    let silent = json_answer(201, &user());
    tells_apart(id, &[created()], &[silent]).await;
}

#[tokio::test]
async fn a_version_stands_in_the_header() {
    let other = json_answer(201, &user()).with("etag", "W/\"2\"");
    tells_apart("rfc7644-3.14-etag-is-the-version", &[created()], &[other]).await;
}

#[tokio::test]
async fn a_name_that_is_taken_is_named_so() {
    let id = "rfc7644-3.3-duplicate-is-409";
    let good = [created(), error_answer(409, "uniqueness")];
    tells_apart(id, &good, &[created(), error_answer(409, "")]).await;
    tells_apart(id, &good, &[created(), error_answer(400, "uniqueness")]).await;
}

#[tokio::test]
async fn a_refusal_is_a_scim_error_with_a_textual_status() {
    let id = "rfc7644-3.12-unknown-path-is-404";
    let numeric = json!({"schemas": [crate::shapes::ERROR], "status": 404});
    for bad in [
        json_answer(404, &numeric),
        raw_answer(404, "text/html", "<h1>404</h1>"),
        json_answer(404, &json!({"status": "404"})),
    ] {
        tells_apart(id, &[error_answer(404, "")], &[bad]).await;
    }
}

#[tokio::test]
async fn nothing_is_read_before_a_password_is_missed() {
    let id = "rfc7643-4.1.1-password-never-returned";
    let told = json_answer(200, &changed(&json!({"password": "secret"})));
    let good = [created(), json_answer(200, &user())];
    tells_apart(id, &good, &[created(), told]).await;
}

#[tokio::test]
async fn a_list_is_counted() {
    let id = "rfc7644-3.4.2.1-root-by-resource-type";
    let group = json!({"schemas": [GROUP], "id": "8"});
    let made = json_answer(201, &group);
    let good = [created(), made.clone(), list(std::slice::from_ref(&group))];
    tells_apart(id, &good, &[created(), made, list(&[user(), group])]).await;
}

#[tokio::test]
async fn a_deletion_answers_without_a_body() {
    let id = "rfc7644-3.6-delete";
    let bad = json_answer(200, &user());
    tells_apart(id, &[created(), empty_answer(204)], &[created(), bad]).await;
}

#[tokio::test]
async fn a_stale_version_is_refused_and_changes_nothing() {
    let id = "rfc7644-3.14-etag-on-get";
    let newer = json!({"meta": {"version": "W/\"2\""}});
    let shown = json_answer(200, &changed(&newer)).with("etag", "W/\"2\"");
    let silent = json_answer(200, &changed(&newer));
    let good = [created(), shown.clone(), shown.clone()];
    tells_apart(id, &good, &[created(), shown, silent]).await;
}

#[tokio::test]
async fn a_projection_leaves_out_what_was_not_asked_for() {
    let id = "rfc7644-3.9-attributes-on-create";
    let part = json!({"schemas": [USER], "id": "7", "userName": "a"});
    tells_apart(id, &[json_answer(201, &part)], &[created()]).await;
}

#[tokio::test]
async fn a_cursor_is_refused_by_its_own_word() {
    let id = "rfc9865-2.1-count-invalid";
    let page = json!({"schemas": [LIST], "totalResults": 3, "nextCursor": "abc",
        "Resources": [{"id": "1"}, {"id": "2"}]});
    let cast = [created(), created(), created()];
    let script = |last: Canned| {
        let mut all = cast.to_vec();
        all.extend([json_answer(200, &page), last]);
        all
    };
    let good = script(error_answer(400, "invalidCount"));
    tells_apart(id, &good, &script(json_answer(200, &page))).await;
    tells_apart(id, &good, &script(error_answer(400, "invalidFilter"))).await;
}

#[tokio::test]
async fn a_bulk_result_repeats_its_bulk_id() {
    let id = "rfc7644-3.7-bulk-creates";
    let result = |bulk_id: &str| {
        json_answer(
            200,
            &json!({"schemas": [crate::shapes::BULK_ANSWER], "Operations": [
                {"method": "POST", "bulkId": bulk_id, "location": "/scim/v2/Users/7", "status": "201"}
            ]}),
        )
    };
    let shown = json_answer(200, &changed(&json!({"userName": "bulk.r1.1@example.com"})));
    let good = [result("ada"), shown.clone()];
    tells_apart(id, &good, &[result("other"), shown]).await;
}

#[tokio::test]
async fn a_limit_is_named_in_the_refusal() {
    let id = "rfc7644-3.7.4-max-payload";
    let told = |detail: &str| {
        let body = json!({"schemas": [crate::shapes::ERROR], "status": "413", "detail": detail});
        json_answer(413, &body)
    };
    let good = [told("the body exceeds maxPayloadSize (1,000)")];
    tells_apart(id, &good, &[told("too large")]).await;
}

#[tokio::test]
async fn an_unadvertised_asynchronous_answer_is_seen() {
    let id = "rfc9967-2.5.1.1-no-async-unless-advertised";
    let good = [created(), empty_answer(204), empty_answer(204)];
    tells_apart(id, &good, &[empty_answer(202)]).await;
}

/// A configuration with these event URIs.
fn config(uris: &[&str]) -> Canned {
    let events = json!({"asyncRequest": "none", "eventUris": uris});
    json_answer(200, &json!({"securityEvents": events}))
}

#[tokio::test]
async fn an_event_that_nobody_registered_is_seen() {
    let id = "rfc9967-7.4-event-uris-registered";
    let delete = "urn:ietf:params:scim:event:prov:delete";
    let good = config(&[delete, "urn:example:event:invited"]);
    for bad in [
        vec!["urn:ietf:params:scim:event:prov:delete:full"],
        // The drafts wrote SCIM in capitals.
        vec!["urn:ietf:params:SCIM:event:prov:delete"],
        vec![delete, delete],
    ] {
        tells_apart(id, std::slice::from_ref(&good), &[config(&bad)]).await;
    }
}

#[tokio::test]
async fn an_answer_to_requests_that_nobody_may_make_is_seen() {
    let id = "rfc9967-2.5.1.3-asyncresp-goes-with-async";
    let asyncresp = "urn:ietf:params:scim:event:misc:asyncresp";
    tells_apart(id, &[config(&[])], &[config(&[asyncresp])]).await;
}

#[tokio::test]
async fn an_error_of_the_server_is_no_robustness() {
    let id = "robust-many-attributes";
    let alive = list(&[]);
    let good = [
        created(),
        json_answer(200, &json!({"id": "7"})),
        alive.clone(),
    ];
    let broken = raw_answer(500, "text/plain", "stack overflow");
    tells_apart(id, &good, &[created(), broken, alive]).await;
}

#[tokio::test]
async fn schemas_are_written_by_the_rules() {
    let id = "rfc7643-7-characteristics-known";
    let schema = |kind: &str| {
        let attribute = json!({"name": "title", "type": kind, "mutability": "readWrite"});
        list(&[json!({"id": USER, "name": "User", "attributes": [attribute]})])
    };
    tells_apart(id, &[schema("string")], &[schema("text")]).await;
}

#[tokio::test]
async fn what_is_not_advertised_is_skipped_and_says_why() {
    let check = all()
        .find(|check| check.id == "rfc9865-2-first-page")
        .unwrap();
    let mut lab = lab(&json!({}), &all_types(), &[empty_answer(204)]).await;
    let seen = tried(check, &mut lab).await;
    assert_eq!(seen, "skip: not advertised: pagination.cursor");
}
