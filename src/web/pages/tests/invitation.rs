//! An invitation is looked at, accepted, and used up.

use super::support::{ACME, Site};
use http::StatusCode;
use muster_model::actor::Actor;
use muster_model::people::Status;
use std::time::Duration;

#[tokio::test]
async fn the_form_of_an_invitation() {
    let site = Site::new().await;
    let path = site.invited(ACME, "ada").await;
    let form = site.get(&path).await;
    assert_eq!(form.status, StatusCode::OK);
    insta::assert_snapshot!("activate_headers", form.headers);
    insta::assert_snapshot!("activate_form", form.body);
}

#[tokio::test]
async fn looking_twenty_times_uses_nothing_up() {
    let site = Site::new().await;
    let path = site.invited(ACME, "ada").await;
    for _ in 0..20 {
        assert_eq!(site.get(&path).await.status, StatusCode::OK);
    }
    let form = "username=ada&password=correct+horse";
    let joined = site.post(&path, form).await;
    assert_eq!(joined.status, StatusCode::OK);
    insta::assert_snapshot!("activated", joined.body);

    let person = site.person(ACME, "ada").await;
    assert_eq!(person.status, Status::Active);
    assert_eq!(person.username.as_deref(), Some("ada"));

    assert_eq!(site.get(&path).await.status, StatusCode::GONE);
    assert_eq!(site.post(&path, form).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn of_fifty_at_once_one_joins() {
    let site = Site::new().await;
    let path = site.invited(ACME, "ada").await;
    let site = std::sync::Arc::new(site);
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..50 {
        let (site, path) = (std::sync::Arc::clone(&site), path.clone());
        tasks.spawn(async move {
            let form = format!("username=ada{n}&password=correct+horse+{n}");
            site.post(&path, &form).await.status
        });
    }
    let statuses = tasks.join_all().await;
    let count = |status| statuses.iter().filter(|s| **s == status).count();
    assert_eq!(count(StatusCode::OK), 1, "{statuses:?}");
    let identity = site.person(ACME, "ada").await.identity.unwrap();
    let reads = site.ctx.store.read();
    assert_eq!(reads.identities().people(identity).await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let site = Site::new().await;
    let path = site.invited(ACME, "ada").await;
    let answer = site.post(&path, "username=%3Cb%3E&password=hunter2").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.body.contains("hunter2"));
    insta::assert_snapshot!("activate_problems", answer.body);

    for nothing in ["", "username", "%ff=%ff", "username=%00&password=%00"] {
        let answer = site.post(&path, nothing).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{nothing}");
    }
    assert_eq!(site.person(ACME, "ada").await.status, Status::Invited);
}

#[tokio::test]
async fn a_second_after_its_time_a_link_is_dead() {
    let site = Site::new().await;
    let path = site.invited(ACME, "ada").await;
    site.clock.forward(Duration::from_hours(720));
    let answer = site.get(&path).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert!(answer.body.contains("This link has expired"));
    let form = "username=ada&password=correct+horse";
    assert_eq!(site.post(&path, form).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_invitation_taken_back_while_the_page_is_open_is_dead() {
    let site = Site::new().await;
    let path = site.invited(ACME, "ada").await;
    assert_eq!(site.get(&path).await.status, StatusCode::OK);
    let person = site.person(ACME, "ada").await;
    site.change(person.id, |person, _| {
        person.deactivate(Actor::System).unwrap();
    })
    .await;
    let form = "username=ada&password=correct+horse";
    assert_eq!(site.post(&path, form).await.status, StatusCode::GONE);
}
