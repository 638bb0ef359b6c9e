//! What each page shows.

use askama::Template;
use muster_app::people::Problem;

/// The form that accepts an invitation.
#[derive(Template)]
#[template(path = "activate.html")]
pub(super) struct Activate<'a> {
    pub(super) account: &'a str,
    pub(super) address: &'a str,
    pub(super) username: &'a str,
    pub(super) predefined: bool,
    pub(super) joins: bool,
    pub(super) problems: &'a [Problem],
}

/// The invitation is accepted.
#[derive(Template)]
#[template(path = "activated.html")]
pub(super) struct Activated<'a> {
    pub(super) account: &'a str,
    pub(super) username: &'a str,
}

/// The question whether an address is one's own.
#[derive(Template)]
#[template(path = "confirm_email.html")]
pub(super) struct ConfirmEmail<'a> {
    pub(super) account: &'a str,
    pub(super) new: &'a str,
}

/// The address is confirmed.
#[derive(Template)]
#[template(path = "email_confirmed.html")]
pub(super) struct EmailConfirmed<'a> {
    pub(super) account: &'a str,
    pub(super) new: &'a str,
}

/// The form of the first owner.
#[derive(Template)]
#[template(path = "first_owner.html")]
pub(super) struct FirstOwnerForm<'a> {
    pub(super) account: &'a str,
    pub(super) address: &'a str,
    pub(super) username: &'a str,
    pub(super) problems: &'a [Problem],
}

/// The first owner is in, and reads what comes next.
#[derive(Template)]
#[template(path = "first_owner_done.html")]
pub(super) struct FirstOwnerDone<'a> {
    pub(super) account: &'a str,
    pub(super) slug: &'a str,
    pub(super) scim_base_url: &'a str,
}

/// One sentence and nothing to do.
#[derive(Template)]
#[template(path = "notice.html")]
pub(super) struct Notice<'a> {
    pub(super) title: &'a str,
    pub(super) text: &'a str,
}
