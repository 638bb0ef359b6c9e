//! A mail in the folder.

use super::super::FolderMailer;
use super::{a_mail, from};
use muster_app::ports::Mailer as _;
use muster_model::letter::Message;

#[tokio::test]
async fn a_mail_lies_whole_in_the_folder() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("mail");
    let mailer = FolderMailer::new(folder.clone(), from());
    mailer.send(&a_mail(Message::Welcome)).await.unwrap();
    mailer.send(&a_mail(Message::Welcome)).await.unwrap();

    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names,
        ["20261122T093000Z-00000000-0000-0000-0000-000000000001.eml"]
    );
    let mail = std::fs::read_to_string(folder.join(&names[0])).unwrap();
    assert!(mail.contains("\r\nSubject: Welcome to Analytical Engines\r\n"));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("mail");
    let mailer = FolderMailer::new(folder.clone(), from());
    mailer.send(&a_mail(Message::Welcome)).await.unwrap();

    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for entry in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}
