//! A cursor (RFC 9865 2) that was not given out opens nothing, and a search (RFC 7644 3.4.3) that
//! carries one is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_app::ports::Random;
use muster_app::vault::Vault;
use muster_model::secret::{Purpose, SecretKey};
use muster_scim::paging::Paging;
use muster_scim::profile::Profile;
use muster_scim::{json, search};
use std::sync::LazyLock;

struct Sevens;

impl Random for Sevens {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(7);
    }
}

const ABOUT: &[u8] = b"connection 1, filter userName pr";

static VAULT: LazyLock<Vault> = LazyLock::new(|| {
    Vault::of(&SecretKey::new([3; 32]), Purpose::Cursor).expect("a key of 32 bytes")
});

static GENUINE: LazyLock<String> = LazyLock::new(|| {
    VAULT.seal_about(&Sevens, ABOUT, br#"{"after": "ada"}"#).expect("it can be sealed")
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(token) = std::str::from_utf8(bytes) {
        refused_unless_genuine(token);
    }
    // Pairs of a place and a letter change the genuine one.
    let mut damaged = GENUINE.as_bytes().to_vec();
    for pair in bytes.chunks_exact(2) {
        let at = usize::from(pair[0]) % damaged.len();
        damaged[at] = b' ' + pair[1] % 95;
    }
    refused_unless_genuine(&String::from_utf8(damaged).expect("letters"));
    search_with(bytes);
});

fn refused_unless_genuine(token: &str) {
    let opened = VAULT.open_about(ABOUT, token).is_ok();
    assert_eq!(opened, token == GENUINE.as_str(), "{token}");
    assert!(VAULT.open_about(b"connection 2", token).is_err(), "{token}");
}

fn search_with(bytes: &[u8]) {
    let Ok(body) = json::parse_body(bytes) else {
        return;
    };
    for profile in [Profile::Lenient, Profile::Rfc] {
        if let Ok(asked) = search::parse(&body, profile.switches()) {
            let start = asked.start_index.as_deref();
            let _ = Paging::parse(start, asked.count.as_deref(), asked.cursor.as_deref());
        }
    }
}
