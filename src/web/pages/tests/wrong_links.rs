//! A code that we never made opens nothing, and says nothing.

use super::support::{ACME, Site};
use http::StatusCode;
use muster_app::people::first_run_link;
use muster_model::secret::{Purpose, SecretKey};

#[tokio::test]
async fn every_wrong_code_gets_the_same_page() {
    let site = Site::new().await;
    let right = site.invited(ACME, "ada").await;
    let code = right.strip_prefix("/activate/").unwrap();
    let (id, _) = site.ctx.key.open_link(Purpose::Invitation, code).unwrap();
    let foreign = SecretKey::new([2; 32]).link_code(Purpose::Invitation, id, 1);
    let email = site.ctx.key.link_code(Purpose::EmailChange, id, 1);
    let first = first_run_link(&site.ctx, ACME);
    let first = first.rsplit('/').next().unwrap();
    let long = "a".repeat(8_000);
    let codes = [
        "x", "%20", "%00", "%ff", "..", "a.1.b", &foreign, &email, first, &long,
    ];
    let page = site.get("/activate/x").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    insta::assert_snapshot!("not_found", page.body);
    for code in codes {
        for path in [
            format!("/activate/{code}"),
            format!("/confirm-email/{}", code.replace(&email, "x")),
            format!("/activate/first/{}", code.replace(first, "x")),
        ] {
            let looked = site.get(&path).await;
            assert_eq!(
                (looked.status, looked.body),
                (page.status, page.body.clone()),
                "{path}"
            );
            let acted = site.post(&path, "username=a&password=b").await;
            assert_eq!(
                (acted.status, acted.body),
                (page.status, page.body.clone()),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn the_sheet_is_served() {
    let site = Site::new().await;
    let sheet = site.get("/assets/muster.css").await;
    assert_eq!(sheet.status, StatusCode::OK);
    insta::assert_snapshot!(sheet.headers, @r"
    content-type: text/css; charset=utf-8
    cache-control: public, max-age=3600
    x-content-type-options: nosniff
    ");
}
