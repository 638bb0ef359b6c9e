//! What a name can never do to a mail.

use super::super::compose::{Wire, compose};
use super::super::render::render;
use super::{a_mail, from};
use muster_app::ports::Mail;
use muster_model::ids::EmailChangeId;
use muster_model::letter::Message;
use uuid::Uuid;

fn formatted(mail: &Mail) -> String {
    String::from_utf8(compose(mail, &from(), Wire::Relay).unwrap().formatted()).unwrap()
}

fn head(mail: &Mail) -> String {
    let whole = formatted(mail);
    whole
        .split("\r\n\r\n")
        .next()
        .unwrap()
        .replace("\r\n", "\n")
}

#[test]
fn the_headers_of_a_mail() {
    insta::assert_snapshot!(head(&a_mail(Message::Welcome)), @r#"
    From: Muster <muster@example.com>
    To: ada@example.com
    Subject: Welcome to Analytical Engines
    Date: Sun, 22 Nov 2026 09:30:00 +0000
    Message-ID: <00000000-0000-0000-0000-000000000001@example.com>
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: multipart/alternative;
     boundary="muster-00000000000000000000000000000001"
    "#);
}

#[test]
fn the_same_mail_tried_again_is_the_same_message() {
    let mail = a_mail(Message::Welcome);
    assert_eq!(formatted(&mail), formatted(&mail));
}

#[test]
fn a_nasty_name_adds_no_header_and_no_recipient() {
    let nasty = [
        "Ada\r\nBcc: eve@evil.com",
        "Ada\nTo: eve@evil.com",
        "Ada\u{2028}Bcc: eve@evil.com",
        "\u{202e}moc.live",
        &"x".repeat(10_240),
    ];
    for name in nasty {
        let mut mail = a_mail(Message::Welcome);
        name.clone_into(&mut mail.letter.name);
        name.clone_into(&mut mail.account_name);
        let names: Vec<String> = head(&mail)
            .lines()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| line.split_once(':').map(|(name, _)| name.to_owned()))
            .collect();
        let expected = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, expected, "{name:?}");
        let envelope = compose(&mail, &from(), Wire::Relay)
            .unwrap()
            .envelope()
            .clone();
        let to: Vec<String> = envelope.to().iter().map(ToString::to_string).collect();
        assert_eq!(to, ["ada@example.com"]);
    }
}

#[test]
fn a_name_in_a_page_is_text() {
    let mut mail = a_mail(Message::Welcome);
    "<a href=\"https://evil.com\">Win</a>".clone_into(&mut mail.letter.name);
    let html = render(&mail).unwrap().html;
    assert!(!html.contains("<a "), "{html}");
    assert!(!html.contains("https://evil.com"), "{html}");
}

#[test]
fn a_link_stands_in_one_piece() {
    let mut mail = a_mail(Message::Welcome);
    let link = format!("https://muster.example.com/activate/{}", "a1".repeat(50));
    mail.letter.message = Message::EmailChangeConfirmation {
        change: EmailChangeId(Uuid::from_u128(3)),
        expires_at: mail.at,
    };
    mail.link = Some(link.clone());
    assert!(formatted(&mail).contains(&format!("\r\n{link}\r\n")));

    "Zoë".clone_into(&mut mail.letter.name);
    let on_disk = compose(&mail, &from(), Wire::File).unwrap().formatted();
    let on_disk = String::from_utf8(on_disk).unwrap();
    assert!(on_disk.contains("Hello Zoë,"));
    assert!(on_disk.contains(&format!("\r\n{link}\r\n")));
    assert!(formatted(&mail).is_ascii());
}
