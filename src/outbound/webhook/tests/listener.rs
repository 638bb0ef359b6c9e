//! A receiver of one thread: it keeps what it got and answers what it was told.

use muster_app::ports::Message;
use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, EventId};
use muster_model::webhook::{MessageFormat, SigningSecret};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Receiver, channel};
use uuid::Uuid;

/// What one request brought.
pub(super) struct Got {
    /// The request line and headers.
    pub(super) head: Vec<String>,
    /// The body.
    pub(super) body: Vec<u8>,
}

/// Answers every connection's one request with these bytes.
pub(super) fn listen(answer: Vec<u8>) -> (SocketAddr, Receiver<Got>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut request = BufReader::new(stream.unwrap());
            let mut head = Vec::new();
            loop {
                let mut line = String::new();
                request.read_line(&mut line).unwrap();
                if line.trim().is_empty() {
                    break;
                }
                head.push(line.trim().to_owned());
            }
            let length = head
                .iter()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            let mut body = vec![0; length];
            request.read_exact(&mut body).unwrap();
            let _ = tell.send(Got { head, body });
            let _ = request.get_mut().write_all(&answer);
        }
    });
    (address, told)
}

/// A signed message to this address.
pub(super) fn a_message(url: String) -> Message {
    Message {
        format: MessageFormat::Standard,
        endpoint: EndpointId(Uuid::from_u128(1)),
        url,
        event: EventId(Uuid::from_u128(2)),
        at: Timestamp(1_795_339_800_000_000),
        secrets: vec![SigningSecret::from_bytes(vec![7; 32]).unwrap()],
        body: br#"{"type":"user.created"}"#.to_vec(),
    }
}
