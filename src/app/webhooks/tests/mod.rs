//! Subscribers: what they are told, when they are tried again, and when they are left alone.

mod delivering;
mod endpoints;
mod outcomes;
mod refusals;

use super::{NewEndpoint, create_endpoint};
use crate::people::{Given, InvitePerson, invite_person};
use crate::tests::{ACME, TestBed};
use muster_model::ids::EndpointId;
use muster_model::people::Address;
use muster_model::webhook::{EventFilter, MessageFormat, Outcome};
use muster_store::Acting;

/// A subscriber to everything.
async fn a_subscriber(bed: &TestBed, url: &str) -> EndpointId {
    let new = NewEndpoint {
        account: ACME,
        url: url.to_owned(),
        format: MessageFormat::Standard,
        events: EventFilter::All,
    };
    let created = create_endpoint(&bed.ctx, Acting::command_line(), new).await;
    created.unwrap().endpoint.id
}

/// Something happens: one person is invited, which is `user.created` and `user.invited`.
async fn somebody_is_invited(bed: &TestBed, name: &str) {
    let invite = InvitePerson {
        account: ACME,
        address: Address::parse(&format!("{name}@example.com")).unwrap(),
        owner: false,
        given: Given::default(),
    };
    let invited = invite_person(&bed.ctx, Acting::command_line(), invite).await;
    invited.unwrap();
}

fn status(status: u16) -> Outcome {
    Outcome::Answered {
        status,
        retry_after: None,
    }
}

async fn open(bed: &TestBed) -> u64 {
    bed.ctx.store.read().deliveries().open().await.unwrap()
}
