//! The log stays bounded, loses the least important first, and shows strangers no interest.

use super::{Entry, RequestLogSender, Sent};
use muster_model::clock::Timestamp;
use muster_model::ids::ConnectionId;
use uuid::Uuid;

/// A successful read of a known connection, the `number`th of all.
fn a_read(number: u128) -> Entry {
    Entry {
        id: Uuid::from_u128(number),
        at: Timestamp(0),
        account: None,
        connection: Some(ConnectionId(Uuid::from_u128(1))),
        method: "GET".to_owned(),
        path: "/scim/v2/Users".to_owned(),
        status: 200,
        scim_type: None,
        detail: None,
        subject: None,
        request_id: number.to_string(),
        peer: Some("192.0.2.1".to_owned()),
        count: 1,
        duration_us: 0,
        body: None,
    }
}

fn a_write(number: u128) -> Entry {
    Entry {
        method: "POST".to_owned(),
        body: Some(Sent::of(&[b' '; 1024])),
        ..a_read(number)
    }
}

fn a_stranger(number: u128, peer: &str, second: i64) -> Entry {
    Entry {
        connection: None,
        status: 401,
        peer: Some(peer.to_owned()),
        at: Timestamp(second * 1_000_000),
        ..a_read(number)
    }
}

/// Everything that waits, batch by batch.
fn everything(log: &RequestLogSender) -> (Vec<Entry>, u64) {
    let (mut rows, mut dropped) = (Vec::new(), 0);
    loop {
        let taken = log.take(i64::MAX);
        dropped += taken.dropped;
        if taken.rows.is_empty() {
            return (rows, dropped);
        }
        rows.extend(taken.rows);
    }
}

#[test]
fn rows_come_out_in_the_order_of_requests_500_at_a_time() {
    let log = RequestLogSender::default();
    for number in 0..700 {
        log.record(if number % 2 == 0 {
            a_read(number)
        } else {
            a_write(number)
        });
    }
    let first = log.take(0).rows;
    assert_eq!(first.len(), 500);
    assert!(first.is_sorted_by_key(|entry| entry.id));
    assert_eq!(log.take(0).rows.len(), 200);
}

#[test]
fn past_ten_thousand_successful_reads_go_first_and_are_counted() {
    let log = RequestLogSender::default();
    for number in 0..6_000 {
        log.record(a_read(number));
    }
    for number in 6_000..14_000 {
        log.record(a_write(number));
    }
    let (rows, dropped) = everything(&log);
    let writes = rows.iter().filter(|entry| entry.method == "POST").count();
    assert_eq!((rows.len(), writes, dropped), (10_000, 8_000, 4_000));
}

#[test]
fn strangers_make_one_row_for_each_peer_and_second() {
    let log = RequestLogSender::default();
    for number in 0..1_000 {
        log.record(a_stranger(number, "192.0.2.7", 5));
    }
    log.record(a_stranger(1_000, "192.0.2.8", 5));
    log.record(a_stranger(1_001, "192.0.2.7", 6));
    assert!(log.take(5).rows.is_empty(), "the second is not over yet");
    let counts: Vec<i64> = log.take(6).rows.iter().map(|entry| entry.count).collect();
    assert_eq!(counts, [1_000, 1]);
    assert_eq!(log.take(7).rows.len(), 1);
}

#[test]
fn bodies_beyond_32_mebibytes_are_left_out_and_their_rows_stay() {
    let log = RequestLogSender::default();
    for number in 0..160 {
        log.record(Entry {
            body: Some(Sent::of(&vec![b' '; 256 * 1024])),
            ..a_write(number)
        });
    }
    let (rows, dropped) = everything(&log);
    let with_body = rows.iter().filter(|entry| entry.body.is_some()).count();
    assert_eq!((rows.len(), with_body, dropped), (160, 128, 0));
}
