//! What is sent, and what is made of the answer.

use super::super::{Egress, HttpSender};
use super::listener::{a_message, listen};
use muster_app::ports::{Message, WebhookSender as _};
use muster_model::webhook::{MessageFormat, Outcome};
use std::time::Duration;

fn sender() -> HttpSender {
    HttpSender::new(Egress::AlsoPrivate).unwrap()
}

fn answered(status: u16, retry_after: Option<u64>) -> Outcome {
    Outcome::Answered {
        status,
        retry_after: retry_after.map(Duration::from_secs),
    }
}

#[tokio::test]
async fn a_message_arrives_signed() {
    let (at, got) = listen(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine".to_vec());
    let attempted = sender().post(&a_message(format!("http://{at}/in"))).await;
    assert_eq!(attempted.outcome, answered(200, None));
    assert_eq!(attempted.response, "fine");

    let mut got = got.recv().unwrap();
    assert_eq!(got.body, br#"{"type":"user.created"}"#);
    got.head.retain(|line| !line.starts_with("host: "));
    got.head.sort();
    insta::assert_snapshot!(got.head.join("\n"), @r"
    POST /in HTTP/1.1
    accept: */*
    content-length: 23
    content-type: application/json
    user-agent: Muster/0.1.0
    webhook-id: 00000000-0000-0000-0000-000000000002
    webhook-signature: v1,WJnuz8biZMI8eeu8/XZjmJF49Iw5PfLMskTy2QCvpr8=
    webhook-timestamp: 1795339800
    ");
}

/// RFC 8935 2.1: the media type of a SET, and JSON for what may be wrong with it.
#[tokio::test]
async fn a_security_event_token_says_what_it_is() {
    let answer = b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n".to_vec();
    let (at, got) = listen(answer);
    let message = Message {
        format: MessageFormat::ScimSet,
        body: b"eyJ0.eyJp.c2ln".to_vec(),
        ..a_message(format!("http://{at}/in"))
    };
    assert_eq!(sender().post(&message).await.outcome, answered(202, None));

    let mut got = got.recv().unwrap();
    assert_eq!(got.body, b"eyJ0.eyJp.c2ln");
    got.head.retain(|line| {
        line.starts_with("POST") || line.starts_with("content-type") || line.starts_with("accept")
    });
    got.head.sort();
    assert_eq!(
        got.head,
        [
            "POST /in HTTP/1.1",
            "accept: application/json",
            "content-type: application/secevent+jwt",
        ]
    );
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let (trap, caught) = listen(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec());
    for status in [301, 302, 307, 308] {
        let answer = format!(
            "HTTP/1.1 {status} Moved\r\nlocation: http://{trap}/\r\ncontent-length: 0\r\n\r\n"
        );
        let (at, _got) = listen(answer.into_bytes());
        let attempted = sender().post(&a_message(format!("http://{at}/"))).await;
        assert_eq!(attempted.outcome, answered(status, None));
    }
    assert!(caught.try_recv().is_err());
}

#[tokio::test]
async fn a_receiver_may_ask_to_be_left_alone() {
    let cases = [
        ("120", Some(120)),
        ("Sun, 22 Nov 2026 10:30:00 GMT", Some(3600)),
        ("whenever", None),
    ];
    for (header, seconds) in cases {
        let answer =
            format!("HTTP/1.1 503 Busy\r\nretry-after: {header}\r\ncontent-length: 0\r\n\r\n");
        let (at, _got) = listen(answer.into_bytes());
        let attempted = sender().post(&a_message(format!("http://{at}/"))).await;
        assert_eq!(attempted.outcome, answered(503, seconds), "{header}");
    }
}

#[tokio::test]
async fn of_an_endless_body_the_beginning_is_kept() {
    let mut answer = b"HTTP/1.1 500 Oops\r\ncontent-length: 10000000\r\n\r\n".to_vec();
    answer.extend(std::iter::repeat_n(0u8, 100_000));
    let (at, _got) = listen(answer);
    let attempted = sender().post(&a_message(format!("http://{at}/"))).await;
    assert_eq!(attempted.outcome, answered(500, None));
    assert!(attempted.response.len() <= 16 * 1024);
    assert!(attempted.response.len() > 16 * 1024 - 4);
    assert!(!attempted.response.contains('\0'));
}

#[tokio::test]
async fn a_closed_port_and_an_inner_address_say_nothing_of_what_listens() {
    let (open, caught) = listen(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec());
    let guarded = HttpSender::new(Egress::Public).unwrap();
    for url in [
        format!("http://{open}/"),
        "http://127.0.0.1:1/".to_owned(),
        format!("http://localhost.:{}/", open.port()),
        "http://no-such-host.invalid/".to_owned(),
    ] {
        let attempted = guarded.post(&a_message(url.clone())).await;
        let said = Outcome::Failed("the host has no public address".to_owned());
        assert_eq!(attempted.outcome, said, "{url}");
    }
    assert!(caught.try_recv().is_err());
}
