//! How every mail reads.

use super::super::render::render;
use super::{NOW, a_mail, at, with_link};
use muster_app::ports::Mail;
use muster_model::ids::{EmailChangeId, InvitationId};
use muster_model::letter::Message;
use std::time::Duration;
use uuid::Uuid;

fn activation(again: bool) -> Message {
    Message::Activation {
        invitation: InvitationId(Uuid::from_u128(2)),
        version: 1,
        expires_at: NOW.plus(Duration::from_hours(720)),
        again,
    }
}

fn confirmation() -> Message {
    Message::EmailChangeConfirmation {
        change: EmailChangeId(Uuid::from_u128(3)),
        expires_at: NOW.plus(Duration::from_hours(48)),
    }
}

fn read(mail: &Mail) -> String {
    let it = render(mail).unwrap();
    format!("{}\n\n{}\n\n{}", it.subject, it.text, it.html)
}

macro_rules! reads {
    ($($test:ident: $mail:expr;)*) => {
        $(#[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), read(&$mail));
        })*
    };
}

reads! {
    activation_first: with_link(activation(false), "activate");
    activation_again: with_link(activation(true), "activate");
    welcome: a_mail(Message::Welcome);
    email_change_notice: a_mail(Message::EmailChangeNotice { new: at("ada@new.example"), at: NOW });
    email_change_confirmation: with_link(confirmation(), "confirm-email");
    email_changed: a_mail(Message::EmailChanged { old: at("ada@example.com"), new: at("ada@new.example") });
    email_change_cancelled: a_mail(Message::EmailChangeCancelled);
    token_expiring: a_mail(Message::TokenExpiring { connection: "Entra".to_owned(), expires_at: NOW.plus(Duration::from_hours(168)), days: 7 });
    access_restored: a_mail(Message::AccessRestored);
}
