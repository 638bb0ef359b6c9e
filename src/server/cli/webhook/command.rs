//! What can be done with a subscriber.

use super::{create, deliveries, list, remove, resend, rotate, set, test};
use crate::cli::{Answer, Failure};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_model::ids::EndpointId;

/// What to do with subscribers.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Subscribe an address to a tenant's events
    Create(create::Create),
    /// Is my endpoint alive?
    List(list::List),
    /// Post a signed test event, through the same client and guard
    Test(Which),
    /// The newest attempts at an endpoint
    Deliveries(deliveries::Of),
    /// Give an endpoint a second live secret; the first ends after the overlap
    Rotate(Which),
    /// Give an endpoint another address or other events, or switch it off and on
    Set(set::Set),
    /// Send an event once more, or all that was given up
    Resend(resend::Again),
    /// Remove an endpoint, with what still waits for it
    Remove(Which),
}

/// Which endpoint.
#[derive(Debug, Args)]
pub struct Which {
    /// The id of the endpoint
    #[arg(long, value_name = "ID")]
    pub(super) endpoint: EndpointId,
}

pub(in crate::cli) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Create(create) => create::run(opened, create).await,
        Command::List(list) => list::run(opened, list).await,
        Command::Test(which) => test::run(opened, which.endpoint).await,
        Command::Deliveries(of) => deliveries::run(opened, of).await,
        Command::Rotate(which) => rotate::run(opened, which.endpoint).await,
        Command::Set(changes) => set::run(opened, changes).await,
        Command::Resend(again) => resend::run(opened, again).await,
        Command::Remove(which) => remove::run(opened, which.endpoint).await,
    }
}
