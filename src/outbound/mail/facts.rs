//! What a template may say: every word in it is safe to stand in a mail.

use muster_app::ports::Mail;
use muster_model::clock::Timestamp;
use muster_model::letter::Message;
use time::OffsetDateTime;

/// The longest name that a mail shows.
const LONGEST_NAME: usize = 80;

/// The facts of one mail; what it does not need is empty.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The account's name.
    pub(super) account: String,
    /// The first line.
    pub(super) greeting: String,
    /// The address that it goes to.
    pub(super) to: String,
    /// The link that it carries.
    pub(super) link: String,
    /// Until when the link works.
    pub(super) until: String,
    /// When it was asked for.
    pub(super) asked: String,
    /// The address before.
    pub(super) old: String,
    /// The address after.
    pub(super) new: String,
    /// Whether it was sent before.
    pub(super) again: bool,
    /// What people call the connection that it is about.
    pub(super) connection: String,
    /// In how many days, in words.
    pub(super) within: String,
}

impl Facts {
    /// Takes the facts from a mail.
    pub(super) fn of(mail: &Mail) -> Self {
        let mut facts = Self {
            account: plain(&mail.account_name),
            greeting: greeting(&mail.letter.name),
            to: mail.letter.to.as_str().to_owned(),
            link: mail.link.clone().unwrap_or_default(),
            ..Self::default()
        };
        match &mail.letter.message {
            Message::Activation {
                expires_at, again, ..
            } => {
                facts.until = expires_at.day();
                facts.again = *again;
            }
            Message::EmailChangeNotice { new, at } => {
                new.as_str().clone_into(&mut facts.new);
                facts.asked = moment(*at);
            }
            Message::EmailChangeConfirmation { expires_at, .. } => {
                facts.until = moment(*expires_at);
            }
            Message::EmailChanged { old, new } => {
                old.as_str().clone_into(&mut facts.old);
                new.as_str().clone_into(&mut facts.new);
            }
            Message::TokenExpiring {
                connection,
                expires_at,
                days,
            } => {
                facts.connection = plain(connection);
                facts.until = moment(*expires_at);
                facts.within = within(*days);
            }
            Message::Welcome | Message::EmailChangeCancelled | Message::AccessRestored => {}
        }
        facts
    }
}

fn greeting(name: &str) -> String {
    let shown = plain(name);
    if shown.is_empty() || name.contains('@') {
        return "Hello,".to_owned();
    }
    format!("Hello {shown},")
}

/// A name without what could start a header, turn the line round or be made a link by a mail
/// program: others choose names, and our mails must not carry their words as ours.
pub(super) fn plain(name: &str) -> String {
    let mut spaced = String::new();
    let mut after_dot = false;
    for letter in name.chars().filter(|c| !is_invisible(*c)) {
        let letter = if letter.is_control() || ":/\\@".contains(letter) {
            ' '
        } else {
            letter
        };
        if after_dot && letter.is_alphanumeric() {
            spaced.push(' ');
        }
        after_dot = letter == '.';
        spaced.push(letter);
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= LONGEST_NAME {
        return whole;
    }
    let cut: String = whole.chars().take(LONGEST_NAME).collect();
    format!("{}...", cut.trim_end())
}

/// Marks that change the direction of a line, joiners and blanks of no width.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn within(days: i64) -> String {
    if days == 1 {
        return "a day".to_owned();
    }
    format!("{days} days")
}

/// A point in time in words, such as `24 November 2026, 09:30 UTC`.
fn moment(at: Timestamp) -> String {
    OffsetDateTime::from_unix_timestamp(at.unix_seconds())
        .map(|time| {
            let (hour, minute) = (time.hour(), time.minute());
            format!("{}, {hour:02}:{minute:02} UTC", at.day())
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{greeting, plain};

    #[test]
    fn a_name_cannot_start_a_header_or_become_a_link() {
        let cases = [
            ("Ada Lovelace", "Ada Lovelace"),
            ("J.R. Tolkien", "J. R. Tolkien"),
            ("Ada\r\nBcc: eve@evil.com", "Ada Bcc eve evil. com"),
            ("http://evil.com/win", "http evil. com win"),
            ("\u{202e}moc.live", "moc. live"),
            ("a\u{0}b\tc", "a b c"),
            ("  ", ""),
        ];
        for (name, shown) in cases {
            assert_eq!(plain(name), shown, "{name:?}");
        }
        assert_eq!(plain(&"x".repeat(10_240)).len(), 83);
    }

    #[test]
    fn nobody_is_greeted_by_an_address() {
        assert_eq!(greeting("Ada"), "Hello Ada,");
        assert_eq!(greeting("ada@example.com"), "Hello,");
        assert_eq!(greeting(""), "Hello,");
    }
}
