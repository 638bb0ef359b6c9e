//! A file lies over the defaults, the environment over the file, flags over all.

use super::{file, with};
use crate::config::{Format, Source, load};
use std::path::PathBuf;
use std::time::Duration;

#[test]
fn the_defaults_serve_this_machine_alone() {
    let config = with(&[]).unwrap();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.server.public_url.as_str(), "http://127.0.0.1:8080/");
    assert_eq!(config.database.url.reveal(), "sqlite://./data/muster.db");
    assert_eq!(
        config.server.secret_key_file,
        PathBuf::from("./data/secret.key")
    );
    assert_eq!(config.limits.scim_per_connection, 200);
    assert!(config.outbound.allow_private);
    assert!(!config.server.is_production());
}

#[test]
fn flags_win_over_variables_and_variables_over_the_file() {
    let file = file(
        "[server]\nlisten = \"127.0.0.1:1\"\ndata_dir = \"/file\"\n[log]\nformat = \"json\"\n",
    );
    let config = load(&Source {
        file: Some(file.path().to_owned()),
        environment: vec![
            ("MUSTER_LISTEN".to_owned(), "127.0.0.1:2".to_owned()),
            ("MUSTER_SERVER__DATA_DIR".to_owned(), "/variable".to_owned()),
        ],
        flags: vec![("--listen", "server.listen", "127.0.0.1:3".to_owned())],
    })
    .unwrap();
    assert_eq!(config.server.listen.port(), 3);
    assert_eq!(config.server.data_dir, PathBuf::from("/variable"));
    assert_eq!(config.log.format, Format::Json);
}

#[test]
fn a_public_url_elsewhere_is_production_and_keeps_webhooks_out_of_the_house() {
    let config = with(&[("MUSTER_PUBLIC_URL", "https://muster.example.com")]).unwrap();
    assert!(config.server.is_production());
    assert!(!config.outbound.allow_private);
}

#[test]
fn a_picked_port_is_taken_into_the_public_url_unless_one_was_told() {
    let mut config = with(&[("MUSTER_LISTEN", "127.0.0.1:0")]).unwrap();
    config.server.follow_port(4711);
    assert_eq!(config.server.public_url.as_str(), "http://127.0.0.1:4711/");
    let told = [
        ("MUSTER_LISTEN", "127.0.0.1:0"),
        ("MUSTER_PUBLIC_URL", "http://localhost:9"),
    ];
    let mut config = with(&told).unwrap();
    config.server.follow_port(4711);
    assert_eq!(config.server.public_url.as_str(), "http://localhost:9/");
}

#[test]
fn twenty_five_requests_a_second_are_never_limited() {
    let limit = |rate| {
        let config = with(&[("MUSTER_LIMITS__SCIM_PER_CONNECTION", rate)]).unwrap();
        config.limits.scim_per_connection
    };
    assert_eq!([limit("0"), limit("1"), limit("500")], [0, 25, 500]);
}

#[test]
fn a_secret_may_come_from_a_file_and_is_never_printed() {
    let file = file("postgres://muster:canary@db/muster\n");
    let path = file.path().display().to_string();
    let config = with(&[("MUSTER_DATABASE__URL_FILE", &path)]).unwrap();
    assert_eq!(
        config.database.url.reveal(),
        "postgres://muster:canary@db/muster"
    );
    assert!(!format!("{config:?}").contains("canary"));
}

#[test]
fn the_example_for_production_is_a_configuration_but_for_its_files() {
    let text = include_str!("../../../../config/production.example.toml");
    let text = text.replace("url_file", "# url_file");
    let file = file(&text);
    let source = Source {
        file: Some(file.path().to_owned()),
        ..Source::default()
    };
    assert!(load(&source).unwrap().server.is_production());
}

#[test]
fn tokens_live_a_year_and_a_rotation_overlaps_a_week() {
    let tokens = with(&[]).unwrap().tokens;
    assert_eq!(tokens.connection_lifetime, Duration::from_hours(365 * 24));
    assert_eq!(tokens.rotation_overlap, Duration::from_hours(7 * 24));
}
