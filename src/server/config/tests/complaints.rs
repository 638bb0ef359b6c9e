//! A wrong setting is named with its place, in one line, and a secret value is not repeated.

use super::{complaint, with};

fn said(variables: &[(&str, &str)]) -> String {
    with(variables).unwrap_err().to_string()
}

#[test]
fn an_unknown_key_points_at_its_line() {
    assert_eq!(
        complaint("[server]\nlisten = \"127.0.0.1:1\"\nlistne = \"x\"\n"),
        "FILE:3: there is no setting \"server.listne\"; config/default.toml lists all of them"
    );
    assert_eq!(
        complaint("\n[sever]\n"),
        "FILE:2: there is no setting \"sever\"; config/default.toml lists all of them"
    );
    assert_eq!(
        complaint("listen = \"x\"\n"),
        "FILE:1: there is no setting \"listen\"; config/default.toml lists all of them"
    );
}

#[test]
fn a_value_of_the_wrong_kind_points_at_its_line() {
    assert_eq!(
        complaint("[limits]\nscim_burst = \"many\"\n"),
        "FILE:2: limits.scim_burst must be a whole number"
    );
    assert_eq!(
        complaint("[server]\nlisten = [1]\n"),
        "FILE:2: server.listen must be a text"
    );
    assert_eq!(
        complaint("[retention]\nrequest_log = 0\n"),
        "FILE:2: retention.request_log must be from 1 to 36500"
    );
}

#[test]
fn what_is_not_toml_points_at_its_line() {
    assert!(complaint("[server]\nlisten = \n").starts_with("FILE:2: "));
}

#[test]
fn an_unknown_variable_is_named() {
    assert_eq!(
        said(&[("MUSTER_SERVER__LISTNE", "x")]),
        "MUSTER_SERVER__LISTNE: there is no setting \"server.listne\"; \
         config/default.toml lists all of them"
    );
}

#[test]
fn a_public_url_elsewhere_needs_https() {
    assert_eq!(
        said(&[("MUSTER_PUBLIC_URL", "http://muster.example.com")]),
        "MUSTER_PUBLIC_URL: server.public_url must begin with https:// because its host is not \
         loopback (put a proxy before it, or set MUSTER_TLS_CERT)"
    );
    let wanted = "MUSTER_PUBLIC_URL: server.public_url must be an http or https address without \
                  path, query or password";
    for url in [
        "muster",
        "ftp://a.example",
        "https://a:b@c.example",
        "https://a.example/?x",
    ] {
        assert_eq!(said(&[("MUSTER_PUBLIC_URL", url)]), wanted, "{url}");
    }
}

#[test]
fn half_a_certificate_is_none() {
    assert_eq!(
        said(&[("MUSTER_TLS_CERT", "a.pem")]),
        "MUSTER_TLS_CERT: tls.cert needs tls.key beside it"
    );
    assert_eq!(
        said(&[("MUSTER_TLS_KEY", "a.pem")]),
        "MUSTER_TLS_KEY: tls.key needs tls.cert beside it"
    );
}

#[test]
fn a_wrong_secret_is_not_repeated() {
    let said = said(&[("MUSTER_DATABASE_URL", "mysql://root:canary@db")]);
    assert_eq!(
        said,
        "MUSTER_DATABASE_URL: database.url must begin with sqlite:// or postgres://"
    );
}
