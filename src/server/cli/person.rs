//! `muster person`: people.

use super::{Answer, Failure, find};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::people::{Given, InvitePerson, invite_person};
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::json;

/// What to do with people.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Invite a person
    Invite(Invite),
}

/// The flags of `muster person invite`.
#[derive(Debug, Args)]
pub struct Invite {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// Where the invitation goes
    #[arg(long, value_parser = find::address)]
    email: Address,
    /// A role, by name or slug; `owner` invites an owner
    #[arg(long)]
    role: Option<String>,
    /// Workspaces, by name; or `all`
    #[arg(long, num_args = 1..)]
    workspace: Vec<String>,
    /// `entire`, `none`, or fleet groups by name
    #[arg(long, num_args = 1..)]
    fleet: Vec<String>,
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    let Command::Invite(invite) = command;
    let account = find::account(opened, &invite.account).await?;
    let owner = invite.role.as_deref() == Some("owner");
    let work = InvitePerson {
        account: account.id,
        address: invite.email,
        owner,
        given: Given {
            role: invite.role.filter(|_| !owner).map(Some),
            workspaces: Some(invite.workspace).filter(|names| !names.is_empty()),
            fleet: Some(invite.fleet).filter(|names| !names.is_empty()),
            options: None,
            record_sets: None,
            visibility: None,
        },
    };
    let invited = invite_person(&opened.ctx, Acting::command_line(), work).await?;
    let json = json!({
        "person_id": invited.person,
        "activation_url": invited.activation_url,
        "already_invited": invited.already,
    });
    let text = if invited.already {
        format!(
            "{} is invited already, and gets no second mail; the link is still {}; \
             `POST /api/v1/people/{0}/invitation/resend` mails it again",
            invited.person, invited.activation_url
        )
    } else {
        format!(
            "invited {}; the mail carries this link: {}",
            invited.person, invited.activation_url
        )
    };
    Ok(Answer::new(json, text))
}
