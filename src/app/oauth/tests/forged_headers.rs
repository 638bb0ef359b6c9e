//! The header chooses nothing: neither the algorithm nor the key.

use super::smith::{KID, claims, forge, forge_with_public_key, header, message, pair, read};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

fn with(changes: &Value) -> String {
    let mut whole = header();
    for (name, value) in changes.as_object().unwrap() {
        whole[name] = value.clone();
    }
    whole.to_string()
}

#[test]
fn a_token_of_ours_is_read() {
    let token = forge(&header().to_string(), &claims().to_string(), 1);
    assert_eq!(read(&token).unwrap().client_id, "c");
}

#[test]
fn a_token_signed_by_another_key_is_none() {
    let token = forge(&header().to_string(), &claims().to_string(), 2);
    assert_eq!(read(&token), None);
}

#[test]
fn no_algorithm_but_ours_is_taken() {
    let claims = claims().to_string();
    for alg in [
        "none", "None", "NONE", "HS256", "HS384", "HS512", "RS256", "ES256", "PS256", "eddsa", "",
    ] {
        let header = with(&json!({"alg": alg}));
        let unsigned = format!("{}.", message(&header, &claims));
        for token in [
            forge(&header, &claims, 1),
            forge_with_public_key(&header, &claims),
            unsigned,
        ] {
            assert_eq!(read(&token), None, "alg {alg:?}");
        }
    }
    for alg in [json!(null), json!(1), json!(["EdDSA"])] {
        let header = with(&json!({"alg": alg}));
        assert_eq!(read(&forge(&header, &claims, 1)), None, "alg {alg}");
    }
}

#[test]
fn an_hmac_of_the_public_key_is_no_signature() {
    let token = forge_with_public_key(&header().to_string(), &claims().to_string());
    assert_eq!(read(&token), None);
}

#[test]
fn a_kid_is_an_id_and_nothing_else() {
    let claims = claims().to_string();
    let simple = KID.replace('-', "");
    let (braced, urn) = (format!("{{{KID}}}"), format!("urn:uuid:{KID}"));
    let spaced = format!(" {KID}");
    for kid in [
        "",
        "../../dev/null",
        "/dev/null",
        "' OR 1=1 --",
        "00000000-0000-7000-8000-000000000002",
        &simple,
        &braced,
        &urn,
        &spaced,
    ] {
        let token = forge(&with(&json!({"kid": kid})), &claims, 1);
        assert_eq!(read(&token), None, "kid {kid:?}");
    }
    for kid in [json!(null), json!(1), json!([KID]), json!({"$ne": ""})] {
        let token = forge(&with(&json!({"kid": kid})), &claims, 1);
        assert_eq!(read(&token), None, "kid {kid}");
    }
    let nobody = forge(r#"{"typ":"at+jwt","alg":"EdDSA"}"#, &claims, 1);
    assert_eq!(read(&nobody), None);
}

#[test]
fn a_key_that_the_token_brings_or_points_to_is_no_key() {
    let claims = claims().to_string();
    let x = URL_SAFE_NO_PAD.encode(pair(2).public_key());
    for brought in [
        json!({"jku": "https://evil.example/jwks.json"}),
        json!({"x5u": "https://evil.example/cert.pem"}),
        json!({"x5c": ["AAAA"]}),
        json!({"jwk": {"kty": "OKP", "crv": "Ed25519", "x": x}}),
        json!({"crit": ["exp"]}),
    ] {
        for seed in [1, 2] {
            let token = forge(&with(&brought), &claims, seed);
            assert_eq!(read(&token), None, "{brought} by {seed}");
        }
    }
}

#[test]
fn a_jwt_of_another_type_is_no_access_token() {
    let claims = claims().to_string();
    for typ in ["JWT", "jwt", "secevent+jwt", "AT+JWT", ""] {
        let token = forge(&with(&json!({"typ": typ})), &claims, 1);
        assert_eq!(read(&token), None, "typ {typ:?}");
    }
    let untyped = forge(&format!(r#"{{"alg":"EdDSA","kid":"{KID}"}}"#), &claims, 1);
    assert_eq!(read(&untyped), None);
}

#[test]
fn what_is_cut_padded_or_endless_is_nothing() {
    let token = forge(&header().to_string(), &claims().to_string(), 1);
    let cut = token.get(..token.len() - 1).unwrap();
    let long = format!("{token}{}", "A".repeat(5000));
    for text in [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        cut,
        &format!("{token}="),
        &format!("{token}.x"),
        &long,
        &".".repeat(4000),
        "ä.ö.ü",
    ] {
        assert_eq!(read(text), None);
    }
}
