//! Sixty ways to name what must not be reached.

use super::super::{Egress, Refused};

/// Spellings of inner addresses; each is judged without a resolver.
const WITHIN: [&str; 47] = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.255.255.254:8080/",
    "http://127.0.0.1./",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://100.64.0.1/",
    "http://100.127.255.254/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://192.168.1.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://[ff02::1]/",
];

/// What is no target at all.
const NO_TARGET: [&str; 13] = [
    "",
    "example.com",
    "//example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "unix:/var/run/docker.sock",
    "http://",
    "http://user@example.com/",
    "http://user:secret@example.com/",
    "http://example.com@127.0.0.1/",
    "http://[fe80::1%25eth0]/",
    "http://[localhost]/",
];

#[test]
fn sixty_targets_are_refused() {
    for url in WITHIN {
        assert_eq!(Egress::Public.target(url), Err(Refused::NotPublic), "{url}");
    }
    for url in NO_TARGET {
        assert_eq!(Egress::Public.target(url), Err(Refused::Url), "{url}");
    }
}

#[test]
fn the_public_internet_is_open() {
    for url in [
        "https://example.com/hooks?x=1",
        "http://8.8.8.8:8080/",
        "http://172.32.0.1/",
        "http://100.128.0.1/",
        "https://[2606:4700::1111]/",
    ] {
        assert!(Egress::Public.target(url).is_ok(), "{url}");
    }
}

#[test]
fn where_private_targets_are_allowed_the_metadata_service_is_not() {
    for url in ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/"] {
        assert!(Egress::AlsoPrivate.target(url).is_ok(), "{url}");
    }
    for url in [
        "http://169.254.169.254/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fe80::1]/",
    ] {
        let refused = Egress::AlsoPrivate.target(url);
        assert_eq!(refused, Err(Refused::NotPublic), "{url}");
    }
}
