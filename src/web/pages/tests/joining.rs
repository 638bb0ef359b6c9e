//! Who has credentials already joins with them; nobody takes another's.

use super::support::{ACME, OTHER, Site};
use http::StatusCode;

#[tokio::test]
async fn an_address_with_credentials_joins_with_its_password() {
    let site = Site::new().await;
    let first = site.joined(ACME, "ada").await;
    let path = site.invited(OTHER, "ada").await;
    let form = site.get(&path).await;
    insta::assert_snapshot!("activate_joins", form.body);

    for wrong in [
        "",
        "password=",
        "password=another+horse",
        "username=eve&password=my+own+password",
    ] {
        let answer = site.post(&path, wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let answer = site
        .post(&path, "username=eve&password=correct+horse")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let second = site.person(OTHER, "ada").await;
    assert_eq!(second.identity, first.identity);
    assert_eq!(second.username.as_deref(), Some("ada"));
}

#[tokio::test]
async fn a_user_name_is_somebodys_alone_in_the_deployment() {
    let site = Site::new().await;
    site.joined(ACME, "ada").await;
    let path = site.invited(OTHER, "bob").await;
    let answer = site
        .post(&path, "username=ADA&password=correct+horse")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Somebody else has this user name"));
    let answer = site
        .post(&path, "username=bob&password=correct+horse")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_predefined_user_name_stands() {
    let site = Site::new().await;
    let path = site.invited_as(ACME, "ada", Some("a.lovelace")).await;
    assert!(site.get(&path).await.body.contains("value=\"a.lovelace\""));
    let answer = site
        .post(&path, "username=eve&password=correct+horse")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let person = site.person(ACME, "ada").await;
    assert_eq!(person.username.as_deref(), Some("a.lovelace"));
}
