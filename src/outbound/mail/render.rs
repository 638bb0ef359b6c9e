//! How each letter reads: one folder of templates a message.

use super::facts::Facts;
use askama::Template;
use muster_app::ports::Mail;

/// A letter in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rendered {
    /// The subject line.
    pub(super) subject: String,
    /// The plain text.
    pub(super) text: String,
    /// The same as a page.
    pub(super) html: String,
}

macro_rules! letters {
    ($($name:ident: $subject:literal $text:literal $html:literal;)*) => {
        $(mod $name {
            use super::{Facts, Template};

            #[derive(Template)]
            #[template(path = $subject)]
            pub(super) struct Subject<'a> {
                pub(super) facts: &'a Facts,
            }

            #[derive(Template)]
            #[template(path = $text)]
            pub(super) struct Text<'a> {
                pub(super) facts: &'a Facts,
            }

            #[derive(Template)]
            #[template(path = $html)]
            pub(super) struct Html<'a> {
                pub(super) facts: &'a Facts,
            }
        })*

        /// Puts a mail into words.
        pub(super) fn render(mail: &Mail) -> askama::Result<Rendered> {
            let facts = &Facts::of(mail);
            match mail.letter.message.name() {
                $(stringify!($name) => Ok(Rendered {
                    subject: $name::Subject { facts }.render()?,
                    text: $name::Text { facts }.render()?,
                    html: $name::Html { facts }.render()?,
                }),)*
                unknown => Err(askama::Error::custom(format!("no templates for {unknown}"))),
            }
        }
    };
}

letters! {
    activation: "activation/subject.txt" "activation/body.txt" "activation/body.html";
    welcome: "welcome/subject.txt" "welcome/body.txt" "welcome/body.html";
    email_change_notice: "email_change_notice/subject.txt" "email_change_notice/body.txt" "email_change_notice/body.html";
    email_change_confirmation: "email_change_confirmation/subject.txt" "email_change_confirmation/body.txt" "email_change_confirmation/body.html";
    email_changed: "email_changed/subject.txt" "email_changed/body.txt" "email_changed/body.html";
    email_change_cancelled: "email_change_cancelled/subject.txt" "email_change_cancelled/body.txt" "email_change_cancelled/body.html";
    token_expiring: "token_expiring/subject.txt" "token_expiring/body.txt" "token_expiring/body.html";
    access_restored: "access_restored/subject.txt" "access_restored/body.txt" "access_restored/body.html";
}
