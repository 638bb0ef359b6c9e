//! A Bulk request (RFC 7644 3.7) is refused or worked off: it ends, and every operation that was
//! processed is answered once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_scim::bulk::{self, Made, Run};
use muster_scim::error::Error;
use muster_scim::json;
use muster_scim::profile::Profile;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(body) = json::parse_body(bytes) else {
        return;
    };
    // The length of the message decides which calls fail, so that both ways are taken.
    let failing = bytes.len() % 5;
    for profile in [Profile::Lenient, Profile::Rfc] {
        work_off(body.clone(), profile, failing);
    }
});

fn work_off(body: Value, profile: Profile, failing: usize) {
    let Ok(request) = bulk::parse(body, profile.switches()) else {
        return;
    };
    let (many, limit) = (request.operations.len(), request.fail_on_errors);
    let mut run = Run::new(request);
    let mut calls = 0;
    while let Some((index, call)) = run.next_call() {
        // Each operation is called once, and once more to complete a circle.
        calls += 1;
        assert!(calls <= 2 * many, "it goes round for ever");
        // What a call names exists by now, unless nothing of the request makes it.
        let made = if calls % 5 == failing {
            Err(Error::uniqueness("taken"))
        } else {
            let id = if call.id.is_empty() {
                format!("id-{index}")
            } else {
                call.id
            };
            Ok(Made {
                id,
                version: Some(1),
                quiet: false,
            })
        };
        run.settle(index, made);
    }
    let processed = run.finish();
    let mut seen: Vec<usize> = processed.iter().map(|one| one.index).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), processed.len(), "an operation is answered twice");
    if limit.is_none() {
        assert_eq!(processed.len(), many, "an operation is not answered");
    }
    let _ = bulk::response(&processed, "https://muster.example/scim/v2");
}
