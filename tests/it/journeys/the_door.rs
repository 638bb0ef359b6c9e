//! What happens at the door behind a mailed link: the steps that several journeys share.

use crate::support::{App, Client};
use axum::http::Method;
use muster_app::ports::Mail;
use serde_json::json;

/// The user name and password that everybody chooses here.
pub(crate) const CHOSEN: &str = "username=ada&password=correct+horse+battery";

/// The path behind the link of the newest mail of this name.
pub(crate) async fn mailed_path(app: &App, name: &str) -> String {
    app.settle().await;
    let mails = app.mailbox.take();
    let mail = mails
        .iter()
        .rfind(|mail| mail.letter.message.name() == name);
    let link = mail.and_then(|mail| mail.link.clone());
    let link = link.unwrap_or_else(|| panic!("no {name} with a link"));
    link.strip_prefix("https://muster.example.com")
        .expect("a link of ours")
        .to_owned()
}

/// Somebody who was invited comes, by the newest link that they got.
pub(crate) async fn join_by_mail(app: &App, address: &str, username: &str) {
    app.settle().await;
    join_by(app, &app.mailbox.take(), (address, username)).await;
}

/// Somebody comes by the newest of these mails that they got.
pub(super) async fn join_by(app: &App, mails: &[Mail], (address, username): (&str, &str)) {
    let mail = mails
        .iter()
        .rfind(|mail| mail.letter.to.to_string() == address && mail.link.is_some());
    let link = mail.and_then(|mail| mail.link.as_deref());
    let link = link.unwrap_or_else(|| panic!("{address} has no link"));
    let path = link.strip_prefix("https://muster.example.com");
    let form = format!("username={username}&password=correct+horse+battery");
    pass(app, path.expect("a link of ours"), &form).await;
}

/// Sends a form as a browser would.
pub(super) async fn submit(app: &App, path: &str, form: &str) -> u16 {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let sent = app
        .visitor()
        .send(Method::POST, path, &headers, Some(form.to_owned()))
        .await;
    sent.status.as_u16()
}

/// Sends a form that must be taken.
pub(crate) async fn pass(app: &App, path: &str, form: &str) {
    let status = submit(app, path, form).await;
    assert!(
        (200..400).contains(&status),
        "the form was answered with {status}"
    );
}

/// A person who was pushed and has joined; the path of the User.
pub(super) async fn active_ada(app: &App, directory: &Client) -> String {
    let body = json!({
        "userName": "ada@example.com",
        "emails": [{"type": "work", "value": "ada@example.com", "primary": true}],
    });
    let id = directory.post("/Users", body).await.expect(201).id();
    let path = mailed_path(app, "activation").await;
    pass(app, &path, CHOSEN).await;
    assert_eq!(
        app.events().await,
        ["user.created #1", "user.invited #2", "user.activated #3"]
    );
    assert_eq!(app.mailbox.take_names(), ["welcome to ada@example.com"]);
    format!("/Users/{id}")
}
