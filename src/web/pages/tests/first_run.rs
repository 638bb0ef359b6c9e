//! Whoever started the server becomes the first owner, once.

use super::support::{ACME, Site};
use http::StatusCode;
use muster_app::people::first_run_link;
use muster_model::people::Status;

fn path(site: &Site) -> String {
    let link = first_run_link(&site.ctx, ACME);
    link.strip_prefix("https://muster.example.com")
        .unwrap()
        .to_owned()
}

const ADA: &str = "address=ada%40example.com&username=ada&password=correct+horse";

#[tokio::test]
async fn the_first_owner_reads_what_comes_next() {
    let site = Site::new().await;
    let path = path(&site);
    insta::assert_snapshot!("first_owner_form", site.get(&path).await.body);

    let done = site.post(&path, ADA).await;
    assert_eq!(done.status, StatusCode::OK);
    insta::assert_snapshot!("first_owner_done", done.body);
    assert!(!done.headers.contains("set-cookie"));

    let ada = site.person(ACME, "ada@example.com").await;
    assert!(ada.owner);
    assert_eq!(ada.status, Status::Active);
    assert_eq!(site.get(&path).await.status, StatusCode::GONE);
    assert_eq!(site.post(&path, ADA).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn there_is_one_first_owner() {
    let site = std::sync::Arc::new(Site::new().await);
    let path = path(&site);
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..8 {
        let (site, path) = (std::sync::Arc::clone(&site), path.clone());
        tasks.spawn(async move {
            let form =
                format!("address=o{n}%40example.com&username=owner{n}&password=correct+horse");
            site.post(&path, &form).await.status
        });
    }
    let statuses = tasks.join_all().await;
    let first = statuses.iter().filter(|s| **s == StatusCode::OK).count();
    assert_eq!(first, 1, "{statuses:?}");
    let owners = site.ctx.store.read().people().owners(ACME).await.unwrap();
    assert_eq!(owners.len(), 1);
}

#[tokio::test]
async fn every_mistake_is_said_at_once() {
    let site = Site::new().await;
    let path = path(&site);
    let answer = site
        .post(&path, "address=ada&username=a+b&password=short")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("href=\"#address\""));
    assert!(answer.body.contains("href=\"#username\""));
    assert!(answer.body.contains("href=\"#password\""));
    assert!(answer.body.contains("value=\"a b\""));
    assert!(!answer.body.contains("short"));

    site.invited(ACME, "bob").await;
    let form = "address=bob%40example.com&username=bob&password=correct+horse";
    let answer = site.post(&path, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .body
            .contains("Somebody of this account has this address")
    );
}
